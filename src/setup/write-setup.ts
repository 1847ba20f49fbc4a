import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "../files/make-folder.ts";
import { systemErrorCode } from "../files/system-error.ts";
import { writeWholeFile } from "../files/write-whole-file.ts";
import type { SetupFile } from "./setup-files.ts";

/** A file of a setup, and what is at its place. */
export interface PlannedFile extends SetupFile {
  /** `other`: something else is there, which stays. */
  readonly place: "free" | "same" | "other";
}

/** Compares the files of a setup with what is in the repository. */
export async function planSetup(
  files: readonly SetupFile[],
  repositoryDir: string,
): Promise<readonly PlannedFile[]> {
  return Promise.all(
    files.map(async (file) => {
      const there = await textAt(join(repositoryDir, file.path));
      const place = there === undefined ? "free" : there === file.text ? "same" : "other";
      return { ...file, place } as const;
    }),
  );
}

/**
 * Writes those whose place is free.
 * @throws FileNotWrittenError where the disk refuses
 */
export function writeSetup(planned: readonly PlannedFile[], repositoryDir: string): void {
  for (const { path, text, place } of planned) {
    if (place !== "free") continue;
    const file = join(repositoryDir, path);
    makeFolder(dirname(file));
    writeWholeFile(file, text);
  }
}

async function textAt(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === "ENOENT") return undefined;
    // A folder, or what can't be read, is something else, too.
    if (code === "EISDIR" || code === "EACCES") return "";
    throw error;
  }
}
