import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ConfigError } from "./config-error.ts";
import type { ConfigSources } from "./load-config.ts";

/** The config file that is used when none is named and it is there. */
export const defaultConfigFile = "comment-migration.yml";

/**
 * Reads the config file: the one that the user names, else {@link defaultConfigFile} if it is there.
 * @throws {ConfigError} if a named one can't be read
 */
export async function readConfigFile(
  named: string | undefined,
  { cwd, inputsAre }: Pick<ConfigSources, "cwd" | "inputsAre">,
): Promise<ConfigSources["file"]> {
  const isNamed = named !== undefined && named.trim() !== "";
  const name = isNamed ? named.trim() : defaultConfigFile;
  try {
    return { name, yaml: await readFile(resolve(cwd, name), "utf8") };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    if (!isNamed && code === "ENOENT") return undefined;
    throw new ConfigError([
      { where: `${inputsAre} config-file`, message: `the file ${name} can't be read (${code}).` },
    ]);
  }
}
