import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { linksOut } from "../files/links-out.ts";
import { readReason, systemErrorCode } from "../files/system-error.ts";
import type { ConfigSources } from "./config-sources.ts";

/** The config file that is used when none is named and it is there. */
const defaultConfigFile = "comment-migration.yml";

const largestFile = 1024 * 1024;

/**
 * Reads the config file: the one that the user names, else {@link defaultConfigFile} if it is there.
 * A file that can't be read is a problem among the others, which `loadConfig` reports.
 */
export async function readConfigFile(
  named: string | undefined,
  { cwd, inputsAre }: Pick<ConfigSources, "cwd" | "inputsAre">,
): Promise<ConfigSources["file"]> {
  const isNamed = named !== undefined && named.trim() !== "";
  const name = isNamed ? named.trim() : defaultConfigFile;
  const file = resolve(cwd, name);
  const where = isNamed ? `${inputsAre} config-file` : name;
  try {
    if (await linksOut(file, cwd)) {
      return { problem: { where, message: `the file ${file} is a link out of the repository` } };
    }
    if ((await stat(file)).size > largestFile) {
      return { problem: { where, message: `the file ${file} is too large for settings` } };
    }
    return { name, yaml: await readFile(file, "utf8") };
  } catch (error) {
    if (!isNamed && systemErrorCode(error) === "ENOENT") return undefined;
    const reason = readReason(error);
    if (reason === undefined) throw error;
    const message = `the file ${file} can't be read: ${reason}`;
    return { problem: { where, message } };
  }
}
