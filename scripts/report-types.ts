import { z } from "zod";

/** The part of JSON Schema in which the report is described. */
const schemaOf = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  $ref: z.string().optional(),
  const: z.union([z.string(), z.number()]).optional(),
  enum: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});

const documentOf = z.looseObject({ $defs: z.record(z.string(), z.unknown()) });

/**
 * The report's type and those of its parts as TypeScript, from its JSON Schema: programs that call the
 * library can read it without the package by which the report is checked.
 */
export function reportTypes(schema: object): string {
  const parts = Object.entries(documentOf.parse(schema).$defs).map(
    ([name, part]) => `${docstring(part)}type ${nameOf(name)} = ${typeOf(part)};`,
  );
  return `${parts.join("\n")}
/** What a run did: the content of \`report.json\`. */
export type Report = ${typeOf(schema)};
`;
}

function typeOf(value: unknown): string {
  const schema = schemaOf.parse(value);
  if (schema.$ref !== undefined) return nameOf(schema.$ref.replace("#/$defs/", ""));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return union(choices.map(typeOf));
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return union(schema.enum.map((one) => JSON.stringify(one)));
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ type })));
  switch (schema.type) {
    case "object":
      return objectType(schema);
    case "array":
      return `ReadonlyArray<${typeOf(schema.items)}>`;
    case "integer":
      return "number";
    case "string":
    case "number":
    case "boolean":
    case "null":
      return schema.type;
    default:
      throw new Error(`the report's schema has a part of another kind: ${JSON.stringify(value)}`);
  }
}

function objectType({
  properties,
  required,
  additionalProperties,
}: z.output<typeof schemaOf>): string {
  if (properties === undefined) return `Readonly<Record<string, ${typeOf(additionalProperties)}>>`;
  const members = Object.entries(properties).map(([name, value]) => {
    const mark = required.includes(name) ? "" : "?";
    return `${docstring(value)}readonly ${name}${mark}: ${typeOf(value)};`;
  });
  return `{\n${members.join("\n").replace(/^/gm, "  ")}\n}`;
}

function docstring(value: unknown): string {
  const { description } = schemaOf.parse(value);
  return description === undefined ? "" : `/** ${description} */\n`;
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(" | ");
}

function nameOf(part: string): string {
  return `Reported${part.charAt(0).toUpperCase()}${part.slice(1)}`;
}
