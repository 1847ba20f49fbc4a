import { lstat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/**
 * The Git work tree that a folder belongs to: the nearest folder with a `.git`, which in submodules
 * and linked work trees is a file. Undefined where there is none.
 */
export async function findWorkTree(folder: string): Promise<string | undefined> {
  const found = await lstat(join(folder, ".git")).catch(() => undefined);
  if (found !== undefined) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : findWorkTree(above);
}

/** Whether a path is below a folder; both absolute. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && !/^\.\.(?:[\\/]|$)/.test(way) && !/^(?:[a-z]:|[\\/])/i.test(way);
}
