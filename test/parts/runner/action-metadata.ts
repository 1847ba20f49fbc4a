import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const schema = z.looseObject({
  name: z.string(),
  inputs: z
    .record(
      z.string(),
      z.looseObject({ default: z.union([z.string(), z.number(), z.boolean()]).default("") }),
    )
    .default({}),
  runs: z.strictObject({
    using: z.literal("node24"),
    main: z.string(),
    post: z.string().optional(),
    "post-if": z.literal("always()").optional(),
  }),
});

/** What a runner takes from an action's `action.yml`. */
export interface ActionMetadata {
  /** Absolute path of the script of the main step. */
  readonly main: string;
  /** Absolute path of the script of the post step. */
  readonly post: string | undefined;
  /** Default of each declared input, empty where it has none. */
  readonly inputDefaults: ReadonlyMap<string, string>;
}

/** Reads the `action.yml` of a JavaScript action whose post step always runs. */
export async function readActionMetadata(folder: string): Promise<ActionMetadata> {
  const file = schema.parse(parse(await readFile(join(folder, "action.yml"), "utf8")));
  const { main, post } = file.runs;
  return {
    main: join(folder, main),
    post: post === undefined ? undefined : join(folder, post),
    inputDefaults: new Map(
      Object.entries(file.inputs).map(([name, input]) => [name, String(input.default)]),
    ),
  };
}

/**
 * The INPUT_ variables of a step. The runner only warns of an input that `action.yml` doesn't
 * declare; here it is an error, because it is a mistake in the test.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax#inputs
 */
export function inputVariables(
  { inputDefaults }: ActionMetadata,
  inputs: Readonly<Record<string, string>>,
): Record<string, string> {
  const unknown = Object.keys(inputs).filter((name) => !inputDefaults.has(name));
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(", ")}`);
  const values = { ...Object.fromEntries(inputDefaults), ...inputs };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const known = expressions.get(value) ?? value;
      if (known.includes("${{")) throw new Error(`input ${name} needs a value: it is ${value}`);
      return [variableOf(name), known];
    }),
  );
}

/** What GitHub's expressions in `action.yml` are in these tests, of a job outside a matrix. */
const expressions: ReadonlyMap<string, string> = new Map([
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's workflows
  ["${{ github.token }}", "ghs_token_of_the_job"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as above
  ["${{ toJSON(matrix) }}", "null"],
]);

function variableOf(name: string): string {
  return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}
