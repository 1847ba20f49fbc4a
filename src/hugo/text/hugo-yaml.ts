import {
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  loadAll,
  mapTag,
  mergeTag,
  seqTag,
  YAMLException,
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
  const document = loadAll(text, { schema })[0];
  if (text.includes("*")) requireFiniteSize(document);
  return document;
}

/** Values after all aliases are followed: a site's largest data file has some ten thousand. */
const mostValues = 1_000_000;

/**
 * An alias costs four characters and stands for a value of any size, other aliases among it: a few
 * lines can mean billions of values, or, where one holds itself, no end of them.
 * @throws {YAMLException}
 */
function requireFiniteSize(document: unknown): void {
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  const sizeOf = (value: unknown): number => {
    if (typeof value !== "object" || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    if (open.has(value)) throw new YAMLException("an alias stands for a value that it is part of");
    open.add(value);
    let size = 1;
    for (const inner of Object.values(value)) size += sizeOf(inner);
    open.delete(value);
    sizes.set(value, size);
    if (size > mostValues) throw new YAMLException("its aliases stand for too many values");
    return size;
  };
  sizeOf(document);
}
