import { isFolder } from "../../files/is-folder.ts";
import { systemErrorCode } from "../../files/system-error.ts";
import { type ProcessResult, runProcess } from "../../process/run-process.ts";
import { cloudflareMessages } from "../messages.ts";
import { type WranglerProgram, wranglerNotFound } from "./wrangler-program.ts";

/**
 * Runs wrangler, or what fetches it.
 * @throws MigrationError `wrangler-dir-not-found`, `wrangler-not-found`; the signal's reason
 */
export async function runProgram(
  program: WranglerProgram,
  args: readonly string[],
  options: Parameters<typeof runProcess>[2],
  signal: AbortSignal,
): Promise<ProcessResult> {
  const { cwd: folder } = options;
  // The system calls a folder that is missing a program that is missing.
  if (!(await isFolder(folder))) {
    throw cloudflareMessages.error("wrangler-dir-not-found", { folder });
  }
  try {
    return await runProcess(program.file, [...program.args, ...args], options, signal);
  } catch (error) {
    throw systemErrorCode(error) === "ENOENT" ? wranglerNotFound(program.file, error) : error;
  }
}
