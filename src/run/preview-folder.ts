import { cp, lstat, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "../files/make-folder.ts";

/** The file by which a folder is known to be a preview, which the next one replaces. */
const previewMark = ".hugo-comment-migration-preview";

/** Where a preview is: beside the report. */
export function previewFolderOf(reportDir: string): string {
  return join(dirname(reportDir), "preview");
}

/** Whether there is nothing in the folder's place but an earlier preview. */
export async function isFreeForPreview(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined) return true;
  if (!found.isDirectory()) return false;
  const names = await readdir(folder);
  return names.length === 0 || names.includes(previewMark);
}

/**
 * Moves a built site to where its preview is kept, in place of an earlier one.
 * @param servedBelow the path below which the site is served, so that addresses on its pages fit
 * @throws the system's error
 */
export async function placePreview(
  builtDir: string,
  folder: string,
  servedBelow: string,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  makeFolder(dirname(folder));
  await mkdir(folder);
  await writeFile(
    join(folder, previewMark),
    "A preview by hugo-comment-migration: the next one replaces it.\n",
  );
  const site = join(folder, ...foldersOf(servedBelow));
  await mkdir(site, { recursive: true });
  for (const name of await readdir(builtDir)) {
    await moveEntry(join(builtDir, name), join(site, name));
  }
}

/** The folders in which a web server looks for a path; a path that leads elsewhere has none. */
function foldersOf(path: string): readonly string[] {
  try {
    const parts = decodeURIComponent(path)
      .split("/")
      .filter((part) => part !== "");
    return parts.every((part) => !/^\.{1,2}$|[\\:\0]/.test(part)) ? parts : [];
  } catch (error) {
    if (error instanceof URIError) return [];
    throw error;
  }
}

async function moveEntry(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    // Temporary files are often on another disk.
    const isElsewhere = error instanceof Error && "code" in error && error.code === "EXDEV";
    if (!isElsewhere) throw error;
    await cp(from, to, { recursive: true });
  }
}
