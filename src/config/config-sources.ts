import type { ConfigProblem } from "./config-error.ts";

/** Where settings come from. */
export interface ConfigSources {
  /** Action inputs or flags, by name; an empty one counts as not given. */
  readonly inputs: Readonly<Record<string, string | undefined>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How messages call an input: `input` for the action, `flag` for the terminal. */
  readonly inputsAre: "input" | "flag";
  /** The config file, read already, where there is one, or why it can't be read. */
  readonly file?:
    | { readonly name: string; readonly yaml: string }
    | { readonly problem: ConfigProblem };
  /** Absolute; relative paths count from here. */
  readonly cwd: string;
}
