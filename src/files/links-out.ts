import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";

/** Whether a path lies in a folder or is that folder, as both are written. Both are absolute. */
export function liesIn(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * Whether a path that is written inside a folder really lies outside of it, because a symbolic link
 * on the way leads there. What is not there yet lies where its folder does. Both are absolute.
 */
export async function linksOut(path: string, folder: string): Promise<boolean> {
  return liesIn(path, folder) && !liesIn(await realPlace(path), await realPlace(folder));
}

async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!isMissing || dirname(path) === path) throw error;
    return join(await realPlace(dirname(path)), relative(dirname(path), path));
  }
}
