import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import glob from "fast-glob";
import type { Widget } from "../domain/widget.ts";
import { readReason } from "../files/system-error.ts";

/** What a site's files say of its comments, without a build. */
interface SiteFacts<Kind extends string> {
  /** Where the comments may be now, the likeliest first. */
  readonly sources: readonly FoundSource<Kind>[];
  /** Whether themes are submodules, which a checkout leaves out unless it is told. */
  readonly hasSubmodules: boolean;
}

/** A widget that a file of the site holds. */
interface FoundSource<Kind extends string> {
  readonly kind: Kind;
  /** From the repository's root, with `/`. */
  readonly file: string;
}

const templates = ["layouts/**/*.html", "themes/*/layouts/**/*.html", "assets/**/*.js"];
const configFiles = ["hugo.*", "config.*", "config/**/*.*"];
const mostFiles = 5_000;
const mostBytes = 1_000_000;

/** Disqus is a part of Hugo itself, which shows it where the site names itself there. */
const disqusName =
  /^\s*(?:["']?disqusShortname["']?\s*[=:]|\[services\.disqus\]|["']?disqus["']?\s*:\s*(?:\{|$))/im;

/**
 * Looks at templates, scripts and configuration, the site's own before its theme's.
 * @param widgets by the kind of source
 */
export async function readSiteFacts<Kind extends string>(
  siteDir: string,
  repositoryDir: string,
  widgets: Readonly<Record<Kind | "disqus", Pick<Widget, "markIn">>>,
): Promise<SiteFacts<Kind | "disqus">> {
  const found = new Map<Kind | "disqus", string>();
  const kinds = Object.keys(widgets).filter((kind): kind is Kind => kind in widgets);
  const options = { cwd: siteDir, followSymbolicLinks: false, absolute: true } as const;
  const paths = (await Promise.all(templates.map((pattern) => glob(pattern, options)))).flat();
  for (const path of paths.slice(0, mostFiles)) {
    const text = await textOf(path);
    for (const kind of kinds) {
      if (!found.has(kind) && widgets[kind].markIn(text) !== undefined) found.set(kind, path);
    }
  }
  for (const path of await glob(configFiles, options)) {
    if (!found.has("disqus") && disqusName.test(await textOf(path))) found.set("disqus", path);
  }
  return {
    sources: [...found].map(([kind, path]) => ({
      kind,
      file: slashed(relative(repositoryDir, path)),
    })),
    hasSubmodules: (await textOf(join(repositoryDir, ".gitmodules"))).trim() !== "",
  };
}

/** What can't be read says nothing. */
async function textOf(path: string): Promise<string> {
  try {
    const text = await readFile(path, "utf8");
    return text.length > mostBytes ? "" : text;
  } catch (error) {
    if (readReason(error) === undefined) throw error;
    return "";
  }
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}

/** Whether a folder is one of a Hugo site. */
export async function isHugoSite(siteDir: string): Promise<boolean> {
  const found = await glob(["{hugo,config}.{toml,yaml,yml,json}", "config/_default/*"], {
    cwd: siteDir,
  });
  return found.length > 0;
}
