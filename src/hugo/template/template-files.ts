import { readFile, stat } from "node:fs/promises";
import { basename, extname, join, posix } from "node:path";
import fastGlob from "fast-glob";
import pMap from "p-map";
import type { Widget } from "../../domain/widget.ts";
import type { MountedFolder } from "../asked/site-setup.ts";

/** A template or script of the site, or of one of its themes and modules. */
export interface SourceFile {
  /** Below the folder that Hugo sees, with `/`. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  readonly text: string;
}

/** What a page may be made with; of files in one place, only the first that Hugo would take. */
export interface TemplateFiles {
  readonly templates: readonly SourceFile[];
  /** Scripts of the site that hold the widget. */
  readonly scripts: readonly SourceFile[];
}

const largestFile = 1_000_000;
const filesAtOnce = 16;

/** Reads the templates and scripts in the folders of a site. */
export async function readTemplateFiles(
  folders: readonly MountedFolder[],
  widget: Widget,
): Promise<TemplateFiles> {
  const [templates, ...scripts] = await Promise.all([
    filesOf(folders, "layouts", "**/*.{html,htm,js,txt,gohtml}"),
    filesOf(folders, "static", "**/*.{js,mjs,ts}"),
    filesOf(folders, "assets", "**/*.{js,mjs,ts}"),
  ]);
  const holdsWidget = ({ text }: SourceFile) => widget.markIn(text) !== undefined;
  return { templates, scripts: scripts.flat().filter(holdsWidget) };
}

async function filesOf(
  folders: readonly MountedFolder[],
  root: string,
  pattern: string,
): Promise<readonly SourceFile[]> {
  const found = new Map<string, { readonly path: string; readonly file: string }>();
  for (const { source, target } of folders) {
    const [first, ...below] = posix.normalize(target).split("/");
    if (first !== root) continue;
    const isFile = extname(source) !== "" && basename(source) === below.at(-1);
    const paths = isFile
      ? [""]
      : await fastGlob(pattern, {
          cwd: source,
          caseSensitiveMatch: false,
          followSymbolicLinks: false,
          suppressErrors: true,
        });
    for (const inFolder of paths.sort()) {
      const path = posix.join(...below, inFolder);
      const key = path.toLowerCase();
      if (!found.has(key)) found.set(key, { path, file: join(source, inFolder) });
    }
  }
  const read = async (one: { readonly path: string; readonly file: string }) => ({
    ...one,
    text: await readText(one.file),
  });
  return pMap(found.values(), read, { concurrency: filesAtOnce });
}

/** A file that is missing or unreadable is empty: Hugo would not build the site either. */
async function readText(file: string): Promise<string> {
  try {
    return (await stat(file)).size > largestFile ? "" : await readFile(file, "utf8");
  } catch {
    return "";
  }
}
