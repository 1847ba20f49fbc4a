import { readFile } from "node:fs/promises";
import type { Finding } from "../domain/finding.ts";
import { FileNotWrittenError, writeWholeFile } from "../files/write-whole-file.ts";
import { replaceMessages } from "./messages.ts";
import { type ChangedFile, notReplaced } from "./read-changed-files.ts";

/**
 * Writes files into the working tree, each as a whole or not at all, with the rights that they had.
 * A file that somebody changed meanwhile is left as it is, and reported.
 * @returns those that were written, and the findings
 */
export async function writeChangedFiles(
  files: readonly ChangedFile[],
): Promise<{ readonly written: readonly ChangedFile[]; readonly findings: readonly Finding[] }> {
  const written: ChangedFile[] = [];
  const findings: Finding[] = [];
  for (const file of files) {
    const found = await readFile(file.path).catch(() => undefined);
    if (!found?.equals(file.before)) {
      findings.push(notReplaced("file-changed/meanwhile", { file: file.inRepository }));
      continue;
    }
    try {
      writeWholeFile(file.path, file.after);
      written.push(file);
    } catch (error) {
      if (!(error instanceof FileNotWrittenError)) throw error;
      findings.push(unwritable(file, error.reason));
    }
  }
  return { written, findings };
}

function unwritable({ inRepository: file }: ChangedFile, reason: string): Finding {
  return replaceMessages.finding(
    "unwritable-file",
    { file, reason },
    { location: { file, line: 1 } },
  );
}
