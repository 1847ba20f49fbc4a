import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { z } from "zod";

const operationSchema = z.object({
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.enum(["path", "query"]),
      required: z.boolean().default(false),
      schema: z.record(z.string(), z.unknown()),
    }),
  ),
  requestBody: z.record(z.string(), z.unknown()).optional(),
  responses: z.record(
    z.string(),
    z.object({ schema: z.record(z.string(), z.unknown()), example: z.unknown().optional() }),
  ),
});

const descriptionSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

/**
 * The operations of GitHub's REST API that the pull request, issues and comments use, as GitHub describes
 * them.
 * Source: npm package @octokit/openapi 23.0.2, generated/api.github.com.json (MIT), without its texts
 */
const descriptions = [
  "github-api.json",
  "issues-api.json",
  "proposal-api.json",
  "conversations-api.json",
].map((file) =>
  descriptionSchema.parse(
    JSON.parse(readFileSync(new URL(`./fixtures/${file}`, import.meta.url), "utf8")),
  ),
);

const description: z.output<typeof descriptionSchema> = {
  paths: Object.fromEntries(
    [
      ...Map.groupBy(
        descriptions.flatMap(({ paths }) => Object.entries(paths)),
        ([path]) => path,
      ),
    ].map(([path, parts]) => [
      path,
      Object.assign({}, ...parts.map(([, operations]) => operations)),
    ]),
  ),
  components: {
    schemas: Object.assign({}, ...descriptions.map(({ components }) => components.schemas)),
  },
};

const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true, logger: false }));
ajv.addSchema({ $id: "github", components: description.components });

/** An operation of the API. */
export interface ApiOperation {
  /** `get /repos/{owner}/{repo}` */
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** What is wrong with a request, by the description. */
  requestFaults(query: URLSearchParams, body: unknown): readonly string[];
  /** What is wrong with an answer. */
  answerFaults(status: number, body: unknown): readonly string[];
}

/** The operation that a request asks for; undefined where the extract has none. */
export function operationOf(method: string, pathname: string): ApiOperation | undefined {
  for (const [template, operations] of Object.entries(description.paths)) {
    const operation = operations[method.toLowerCase()];
    const found = operation === undefined ? null : patternOf(template).exec(pathname);
    if (operation === undefined || found === null) continue;
    const name = `${method.toLowerCase()} ${template}`;
    return {
      name,
      parameters: Object.fromEntries(
        Object.entries(found.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)]),
      ),
      requestFaults: (query, body) => [
        ...queryFaults(operation, query),
        ...(operation.requestBody === undefined
          ? []
          : faultsOf(`${name} request`, operation.requestBody, body)),
      ],
      answerFaults(status, body) {
        // Refusals that any operation may have are not described one by one.
        const response = operation.responses[String(status)];
        if (response === undefined) return status >= 400 ? [] : [`${name} never answers ${status}`];
        return faultsOf(`${name} ${status}`, response.schema, body);
      },
    };
  }
  return undefined;
}

/** GitHub's own example of an answer. */
export function exampleOf(method: string, template: string, status: number): unknown {
  return description.paths[template]?.[method]?.responses[String(status)]?.example;
}

/** Refs and comparisons hold slashes. */
function patternOf(template: string): RegExp {
  const pattern = template.replace(/\{(\w+)\}/g, (_, name) =>
    name === "ref" || name === "basehead" ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`,
  );
  return new RegExp(`^${pattern}$`);
}

function queryFaults(
  { parameters }: z.output<typeof operationSchema>,
  query: URLSearchParams,
): readonly string[] {
  const known = new Map(parameters.map((one) => [one.name, one]));
  return [...query].flatMap(([name, value]) => {
    const schema = known.get(name)?.schema;
    if (schema === undefined) return [`there is no parameter ${name}`];
    const typed = schema["type"] === "integer" ? Number(value) : value;
    return faultsOf(`parameter ${name} ${JSON.stringify(schema)}`, schema, typed);
  });
}

const validators = new Map<string, ValidateFunction>();

function faultsOf(name: string, schema: Readonly<Record<string, unknown>>, value: unknown) {
  const validate = validators.get(name) ?? ajv.compile(inGithub(schema));
  validators.set(name, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => {
    return `${name}: ${instancePath} ${message}`;
  });
}

/** References lead into the description's components. */
function inGithub(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"github#/components/'));
}
