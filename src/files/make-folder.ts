import { lstatSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder, and those above it that are missing. Node.js's own way to do both never returns
 * where the system says that nothing can be there, as below `/proc`.
 * @throws the system's error, where a folder can't be made
 */
export function makeFolder(path: string): void {
  for (const folder of [...missingFolders(path), path]) makeOne(folder);
}

/** The folders that {@link makeFolder} would make, the outermost first. */
export function missingFolders(path: string): readonly string[] {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined || dirname(path) === path) return [];
  return [...missingFolders(dirname(path)), path];
}

function makeOne(path: string): void {
  if (isFolder(path)) return;
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have made it in between.
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
