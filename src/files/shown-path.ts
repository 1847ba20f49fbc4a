import { relative, sep } from "node:path";

/** A path as people know it: relative to a folder, with `/`. Both are absolute. */
export function shownPath(folder: string, path: string): string {
  return relative(folder, path).split(sep).join("/");
}
