import { randomBytes } from "node:crypto";
import { accessSync, constants, rmdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder, missingFolders } from "./make-folder.ts";
import { writeReason } from "./system-error.ts";
import { FileNotWrittenError, realPlace, writeWholeFile } from "./write-whole-file.ts";

/** About what a report or a checkpoint of a small site takes. */
const trialBytes = 64 * 1024;

/**
 * Why nothing can be written into a folder, to follow a colon; undefined where it can. It is tried: a
 * disk that is full, and a superuser's rights, are seen in no other way. Nothing of the trial stays.
 */
export function unwritableFolder(path: string): string | undefined {
  return reasonIn(() => tryFolder(path));
}

/** The same of a file that is there, or will be. */
export function unwritableFile(path: string): string | undefined {
  return reasonIn(() => {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return "a folder is in its place";
    return tryFolder(dirname(realPlace(path)));
  });
}

/**
 * The first of many folders, all of which are there, that nothing can be written into. Rights are asked
 * for of each, and a file is written once on each disk.
 */
export function firstUnwritable(
  folders: Iterable<string>,
): { readonly folder: string; readonly reason: string } | undefined {
  const disks = new Set<number>();
  for (const folder of folders) {
    const reason = reasonIn(() => {
      accessSync(folder, constants.W_OK);
      const { dev } = statSync(folder);
      if (!disks.has(dev)) tryFolder(folder);
      disks.add(dev);
      return undefined;
    });
    if (reason !== undefined) return { folder, reason };
  }
  return undefined;
}

function tryFolder(path: string): undefined {
  const made = missingFolders(path);
  const file = join(path, `.${randomBytes(8).toString("hex")}.tmp`);
  try {
    makeFolder(path);
    writeWholeFile(file, Buffer.alloc(trialBytes, "-"));
    rmSync(file);
  } finally {
    for (const folder of made.toReversed()) removeIfEmpty(folder);
  }
}

/** Another run may have put something there meanwhile; and what could not be made is not there. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (writeReason(error) === undefined) throw error;
  }
}

function reasonIn(trial: () => string | undefined): string | undefined {
  try {
    return trial();
  } catch (error) {
    const reason = error instanceof FileNotWrittenError ? error.reason : writeReason(error);
    if (reason === undefined) throw error;
    return reason;
  }
}
