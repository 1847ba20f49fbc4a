import { readFile } from "node:fs/promises";
import writeFileAtomic from "write-file-atomic";
import type { Finding } from "../domain/finding.ts";
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
      await writeFileAtomic(file.path, Buffer.from(file.after));
      written.push(file);
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
      findings.push(unwritable(file, String(error.code)));
    }
  }
  return { written, findings };
}

function unwritable({ inRepository: file }: ChangedFile, error: string): Finding {
  return replaceMessages.finding(
    "unwritable-file",
    { file, error },
    { location: { file, line: 1 } },
  );
}
