import { readFile, stat } from "node:fs/promises";
import { ConfigError } from "../config/config-error.ts";
import { linksOut } from "../files/links-out.ts";
import { shownPath } from "../files/shown-path.ts";
import { readReason, systemErrorCode } from "../files/system-error.ts";
import { type Baseline, type CheckReport, parseBaseline } from "../report/baseline.ts";

const largestFile = 10 * 1024 * 1024;

/**
 * The problems that the file of the setting `baseline` has; undefined where it is not there yet.
 * @param file absolute
 * @throws {ConfigError} saying why it can't be used: a baseline that is not understood must not hide
 * anything, nor be taken for an empty one
 */
export async function readBaseline(
  file: string,
  mode: CheckReport["mode"],
  repositoryDir: string,
): Promise<Baseline | undefined> {
  const refuse = (message: string) =>
    new ConfigError([{ where: shownPath(repositoryDir, file), message }]);
  let text: string;
  try {
    if (await linksOut(file, repositoryDir)) throw refuse("is a link out of the repository");
    if ((await stat(file)).size > largestFile) throw refuse("is too large for a baseline");
    text = await readFile(file, "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    const reason = readReason(error);
    if (reason === undefined) throw error;
    throw refuse(`can't be read: ${reason}`);
  }
  const read = parseBaseline(text);
  if ("fault" in read) throw refuse(read.fault);
  if (read.mode !== mode) {
    throw refuse(`is the baseline of mode ${read.mode}: name another file with mode ${mode}`);
  }
  return read;
}
