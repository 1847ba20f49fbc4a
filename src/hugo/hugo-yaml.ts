import {
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  loadAll,
  mapTag,
  mergeTag,
  seqTag,
} from "js-yaml";

const unknownTag = { matchByTagPrefix: true, identify: () => false } as const;

/** What a value is under a tag of another program: what it would be without one, as for Hugo. */
const otherTags = ["!", "tag:"].flatMap((prefix) => [
  defineScalarTag(prefix, { ...unknownTag, resolve: (source: string) => source }),
  defineSequenceTag(prefix, { ...seqTag, ...unknownTag }),
  defineMappingTag(prefix, { ...mapTag, ...unknownTag }),
]);

const schema = CORE_SCHEMA.withTags(mergeTag, otherTags);

/**
 * Reads a YAML document as Hugo does: YAML 1.2 with merge keys, dates left as text, unknown tags
 * passed over; undefined for an empty one.
 * @throws {YAMLException} with the line, from 0, in `mark`
 */
export function readYaml(text: string): unknown {
  return loadAll(text, { schema })[0];
}
