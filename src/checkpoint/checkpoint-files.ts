import { copyFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { systemErrorCode } from "../files/system-error.ts";
import { writeWholeFile } from "../files/write-whole-file.ts";
import { checkpointNotRead, writingTo } from "./checkpoint-error.ts";

/** The snapshot before the one in the checkpoint file. */
export function previousOf(file: string): string {
  return `${file}.previous`;
}

/** The changes since the snapshot in the checkpoint file. */
export function journalOf(file: string): string {
  return `${file}.journal`;
}

/** The file's bytes; undefined if there is no such file. */
export function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw checkpointNotRead(file, error);
  }
}

/**
 * Replaces the snapshot at once. Until then the old one stays in place, so that a crash leaves one
 * of the two, never none or a part.
 * @param keepPrevious keep the old one as `<file>.previous`: only if it is known to be good.
 */
export function replaceSnapshot(
  file: string,
  bytes: Buffer,
  { keepPrevious }: { readonly keepPrevious: boolean },
): void {
  writingTo(file, () => {
    if (keepPrevious && existsSync(file)) copyFileSync(file, previousOf(file));
    writeWholeFile(file, bytes);
  });
}

/** Copies a damaged file to `<file>.damaged-<time>` and returns that name; undefined if it isn't there. */
export function keepAside(file: string, time: Date): string | undefined {
  if (!existsSync(file)) return undefined;
  const aside = `${file}.damaged-${time.toISOString().replaceAll(/[-:.]/g, "")}`;
  writingTo(aside, () => copyFileSync(file, aside));
  return aside;
}

/** Removes what an earlier checkpoint left beside the file, so that it can't be taken for this one's. */
export function removeLeftovers(file: string): void {
  writingTo(file, () => {
    rmSync(previousOf(file), { force: true });
    rmSync(journalOf(file), { force: true });
  });
}
