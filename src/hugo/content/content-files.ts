import { basename, join, relative, sep } from "node:path";
import fastGlob from "fast-glob";
import type { Mount } from "../config/mounts.ts";
import type { SiteConfig } from "../config/site-config.ts";
import { isBranch, languageIn } from "./content-place.ts";

/** A content file of the site or of one of its themes and modules. */
export interface ContentFilePlace {
  /** Absolute. */
  readonly absolutePath: string;
  /** Where Hugo sees it, below the content folder, with `/`. */
  readonly path: string;
  /** Code in lower case. */
  readonly language: string;
  /** Path from the repository's root, with `/`. */
  readonly file: string;
  /** Whether it is a section's or another list's own. */
  readonly isBranch: boolean;
}

const extensions = "md,markdown,mdown,html,htm,adoc,asciidoc,ad,org,rst,pandoc,pdc".split(",");

/**
 * Finds the content files in all content mounts. Of files for one page in one language, the first
 * mount's is taken, as Hugo does.
 * Source: https://gohugo.io/content-management/formats/; gohugoio/hugo, source/sourceSpec.go
 * (IgnoreFile)
 */
export async function findContentFiles(
  config: SiteConfig,
  repositoryDir: string,
): Promise<readonly ContentFilePlace[]> {
  const found = new Map<string, ContentFilePlace>();
  const isIgnored = ignoredBy(config);
  for (const mount of config.mounts.filter(isOfContent)) {
    const placeOf = placesIn(mount, config, repositoryDir);
    for (const inMount of (await filesIn(mount)).sort()) {
      const place = placeOf(inMount);
      const { absolutePath, path, language } = place;
      if (isIgnored(absolutePath) || !config.languages.includes(language)) continue;
      const key = `${language} ${path}`;
      if (!found.has(key)) found.set(key, place);
    }
  }
  return [...found.values()];
}

function isOfContent({ target }: Mount): boolean {
  return target.split("/")[0] === "content";
}

/** Gives the places of a mount's files by their paths, as {@link filesIn} has them. */
function placesIn(
  mount: Mount,
  config: SiteConfig,
  repositoryDir: string,
): (inMount: string) => ContentFilePlace {
  const below = mount.target.split("/").slice(1);
  const folder = below.map((part) => `${part}/`).join("");
  const sourceFolder = join(mount.source, sep);
  const mountFile = relative(repositoryDir, mount.source).split(sep).join("/");
  const mountFolder = mountFile === "" ? "" : `${mountFile}/`;
  const place = (at: Pick<ContentFilePlace, "absolutePath" | "path" | "file">) => ({
    ...at,
    language: languageIn(at.path, config) ?? mount.language ?? config.defaultContentLanguage,
    isBranch: isBranch(at.path, config),
  });
  return (inMount) =>
    inMount === ""
      ? place({ absolutePath: mount.source, path: below.join("/"), file: mountFile })
      : place({
          // As the system writes it: Hugo's list has it so, too.
          absolutePath: sourceFolder + inMount.replaceAll("/", sep),
          path: folder + inMount,
          file: mountFolder + inMount,
        });
}

/** Paths below the mount's source; empty for a mount that is a file itself. */
async function filesIn({ source, target }: Mount): Promise<string[]> {
  const isFile = extensions.some((extension) => target.toLowerCase().endsWith(`.${extension}`));
  if (isFile) return [""];
  return fastGlob(`**/*.{${extensions.join(",")}}`, {
    cwd: source,
    caseSensitiveMatch: false,
    followSymbolicLinks: false,
    suppressErrors: true,
    ignore: ["**/node_modules/**", "**/bower_components/**"],
  });
}

function ignoredBy({ ignoredFiles }: SiteConfig): (path: string) => boolean {
  const patterns = ignoredFiles.flatMap((pattern) => {
    try {
      return [new RegExp(pattern)];
    } catch {
      return [];
    }
  });
  return (path) => basename(path).startsWith("#") || patterns.some((pattern) => pattern.test(path));
}
