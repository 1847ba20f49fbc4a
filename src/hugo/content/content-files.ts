import { opendirSync } from "node:fs";
import { join, sep } from "node:path";
import fastGlob from "fast-glob";
import type { Finding } from "../../domain/finding.ts";
import { systemErrorCode } from "../../files/system-error.ts";
import type { MountedFolder } from "../asked/site-setup.ts";
import { contentMessages } from "./messages.ts";

const extensions = "md,markdown,mdown,html,htm,adoc,asciidoc,ad,org,rst,pandoc,pdc".split(",");

/** Name of the files that make pages. Source: https://gohugo.io/content-management/content-adapters/ */
export const adapterName = "_content.gotmpl";

/** The files that may be content, and what could not be looked at. */
interface ContentFiles {
  /** Absolute paths, each once. */
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Lists the content files in the content folders of a site, those among them that Hugo leaves out.
 * Source: https://gohugo.io/content-management/formats/
 */
export async function findContentFiles(
  folders: readonly MountedFolder[],
  nameOf: (path: string) => string,
): Promise<ContentFiles> {
  const files = new Set<string>();
  const locked = new Set<string>();
  for (const { source } of folders) {
    const isFile = extensions.some((extension) => source.toLowerCase().endsWith(`.${extension}`));
    const inFolder = isFile ? [""] : await filesIn(source, locked);
    for (const path of inFolder.sort()) {
      files.add(path === "" ? source : join(source, path.replaceAll("/", sep)));
    }
  }
  return { files: [...files], findings: [...locked].map((folder) => unreadable(nameOf(folder))) };
}

/** Paths below a folder. Folders inside that can't be read are added to the locked ones. */
async function filesIn(cwd: string, locked: Set<string>): Promise<string[]> {
  const options = {
    cwd,
    followSymbolicLinks: false,
    suppressErrors: true,
    ignore: ["**/node_modules/**", "**/bower_components/**"],
  };
  for (const folder of ["", ...(await fastGlob("**", { ...options, onlyDirectories: true }))]) {
    if (isLocked(join(cwd, folder))) locked.add(join(cwd, folder));
  }
  const patterns = [`**/*.{${extensions.join(",")}}`, `**/${adapterName}`];
  return fastGlob(patterns, { ...options, caseSensitiveMatch: false });
}

/** What a folder that is there answers. A single file can be mounted as content as well. */
const lockedBy: ReadonlySet<string> = new Set(["EACCES", "EPERM", "ELOOP", "EIO"]);

function isLocked(folder: string): boolean {
  try {
    opendirSync(folder).closeSync();
    return false;
  } catch (error) {
    return lockedBy.has(systemErrorCode(error) ?? "");
  }
}

function unreadable(folder: string): Finding {
  const location = { file: folder, line: 1 };
  return contentMessages.finding("unreadable-folder", { folder }, { location });
}
