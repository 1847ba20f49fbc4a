import { type Dirent, readdir } from "node:fs";
import { join, sep } from "node:path";
import fastGlob from "fast-glob";
import type { Finding } from "../../comment/finding.ts";
import type { MountedFolder } from "../asked/site-setup.ts";

const extensions = "md,markdown,mdown,html,htm,adoc,asciidoc,ad,org,rst,pandoc,pdc".split(",");

/** The files that may be content, and what could not be looked at. */
export interface ContentFiles {
  /** Absolute paths, each once. */
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Lists the content files in the folders of a site, those among them that Hugo leaves out.
 * Source: https://gohugo.io/content-management/formats/
 */
export async function findContentFiles(
  folders: readonly MountedFolder[],
  nameOf: (path: string) => string,
): Promise<ContentFiles> {
  const files = new Set<string>();
  const locked = new Set<string>();
  for (const { source, target } of folders) {
    if (!/^content(?:\/|$)/.test(target)) continue;
    const isFile = extensions.some((extension) => source.toLowerCase().endsWith(`.${extension}`));
    const inFolder = isFile ? [""] : await filesIn(source, locked);
    for (const path of inFolder.sort()) {
      files.add(path === "" ? source : join(source, path.replaceAll("/", sep)));
    }
  }
  return { files: [...files], findings: [...locked].map((folder) => unreadable(nameOf(folder))) };
}

/** Paths below a folder. A folder inside that can't be read is added to the locked ones. */
async function filesIn(folder: string, locked: Set<string>): Promise<string[]> {
  return fastGlob(`**/*.{${extensions.join(",")}}`, {
    cwd: folder,
    caseSensitiveMatch: false,
    followSymbolicLinks: false,
    suppressErrors: true,
    ignore: ["**/node_modules/**", "**/bower_components/**"],
    fs: {
      readdir: (path: string, options: { withFileTypes: true }, done: ReadDone) =>
        readdir(path, options, (error, entries) => {
          if (error?.code === "EACCES" || error?.code === "EPERM") locked.add(path);
          done(error, entries);
        }),
    },
  });
}

type ReadDone = (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void;

function unreadable(folder: string): Finding {
  return {
    severity: "error",
    code: "unreadable-folder",
    message: `${folder} can't be read; if pages in it show comments, they were not moved.`,
    remedy: "Make the folder readable and run again.",
    location: { file: folder, line: 1 },
  };
}
