import { maskOf } from "../domain/secret-mask.ts";

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What a runner hands to an action alone: its inputs, the tokens of the cache and of artifacts, and
 * the files by which a step sets variables, outputs and the PATH of later steps.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#environment-files
 */
const ofTheAction = /^(?:INPUT_|ACTIONS_|GITHUB_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY|TOKEN)$)/i;

/**
 * The environment of a program that works on the repository's content, such as Hugo, whose templates
 * and tools can read it: without what belongs to the action, and without variables that contain a secret.
 */
export function childEnvironment(env: Environment, secrets: readonly string[]): Environment {
  const mask = maskOf(secrets);
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name, value = ""]) => !ofTheAction.test(name) && mask(value) === value,
    ),
  );
}
