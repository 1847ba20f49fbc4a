import { readFile, stat } from "node:fs/promises";
import { basename, extname, join, posix } from "node:path";
import fastGlob from "fast-glob";
import pMap from "p-map";
import type { Mount } from "../config/mounts.ts";
import type { SiteConfig } from "../config/site-config.ts";
import { mentionsWiring, wiringLine } from "../wiring/wiring-marks.ts";
import { type GoTemplate, TemplateSyntaxError } from "./go-template-ast.ts";
import { parseTemplate } from "./go-template-parser.ts";

/** A template of the site, or of one of its themes and modules. */
export interface TemplateFile {
  /** Below the layouts folder, with `/`, in lower case. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  /** Undefined where it can't be read. */
  readonly template: GoTemplate | undefined;
  /** What is wrong with it, and in which line; undefined where it could be read. */
  readonly fault: TemplateSyntaxError | undefined;
  /** It begins with a definition: Hugo puts it into a base. */
  readonly needsBase: boolean;
  /** It may show a comment section. */
  readonly mentionsWiring: boolean;
  /** The line, from 1, in which it does; undefined where it does not. */
  readonly wiringLine: number | undefined;
}

/** A script of the site that mentions a comment section. */
export interface ScriptFile {
  readonly text: string;
  /** Absolute. */
  readonly file: string;
  /** A template may make another script of it. */
  readonly isAsset: boolean;
}

/** The site's own templates and scripts; of files with one path, the first that Hugo would take. */
export interface TemplateFiles {
  /** By path. */
  readonly templates: ReadonlyMap<string, TemplateFile>;
  /** By path below the static or assets folder. */
  readonly scripts: ReadonlyMap<string, ScriptFile>;
}

const templateFiles = "**/*.{html,htm,js,txt,gohtml}";
const scriptFiles = "**/*.{js,mjs,ts}";
const largestFile = 1_000_000;
const filesAtOnce = 16;

/** Reads what the site's mounts hold. */
export async function readTemplateFiles({ mounts }: SiteConfig): Promise<TemplateFiles> {
  const layouts = await filesOf(mounts, "layouts", templateFiles);
  const templates = await pMap(layouts, readTemplate, { concurrency: filesAtOnce });
  const scripts = new Map<string, ScriptFile>();
  for (const target of ["static", "assets"]) {
    const found = await filesOf(mounts, target, scriptFiles);
    const read = await pMap(
      found,
      async ({ path, file }) => ({ path, file, text: await readText(file) }),
      { concurrency: filesAtOnce },
    );
    for (const { path, file, text } of read) {
      if (!mentionsWiring(text) || scripts.has(path)) continue;
      scripts.set(path, { text, file, isAsset: target === "assets" });
    }
  }
  return { templates: new Map(templates.map((one) => [one.path, one])), scripts };
}

interface FoundFile {
  readonly path: string;
  readonly file: string;
}

/** Files below a folder that Hugo puts together from the mounts, each path once. */
async function filesOf(
  mounts: readonly Mount[],
  root: string,
  pattern: string,
): Promise<readonly FoundFile[]> {
  const found = new Map<string, FoundFile>();
  for (const { source, target } of mounts) {
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
    for (const path of paths.sort()) {
      const name = posix.join(...below, path);
      const key = root === "layouts" ? name.toLowerCase() : name;
      if (!found.has(key)) found.set(key, { path: key, file: join(source, path) });
    }
  }
  return [...found.values()];
}

async function readTemplate({ path, file }: FoundFile): Promise<TemplateFile> {
  const source = await readText(file);
  const about = {
    path,
    file,
    needsBase: beginsWithDefinition(source),
    mentionsWiring: mentionsWiring(source),
    wiringLine: wiringLine(source),
  };
  try {
    return { ...about, template: parseTemplate(source), fault: undefined };
  } catch (fault) {
    if (!(fault instanceof TemplateSyntaxError)) throw fault;
    return { ...about, template: undefined, fault };
  }
}

/** Source: gohugoio/hugo, tpl/tplimpl/templates.go (needsBaseTemplate) */
function beginsWithDefinition(source: string): boolean {
  const comment = /\s*\{\{(?:- )?\/\*[\s\S]*?\*\/(?: -)?\}\}/y;
  let at = 0;
  while (comment.test(source)) at = comment.lastIndex;
  const definition = /\s*\{\{-?\s*define/y;
  definition.lastIndex = at;
  return definition.test(source);
}

/** A file that is gone or unreadable is empty: Hugo would not build the site either. */
async function readText(file: string): Promise<string> {
  try {
    return (await stat(file)).size > largestFile ? "" : await readFile(file, "utf8");
  } catch {
    return "";
  }
}
