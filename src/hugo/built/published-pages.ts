import fastGlob from "fast-glob";
import { builtFiles } from "./built-files.ts";
import { builtSite, type SitePlace } from "./built-site.ts";
import { readPageLinks } from "./page-links.ts";

/** A page of a built site, by its HTML alone. */
interface PublishedPage {
  /** The page's `.RelPermalink`. */
  readonly pageId: string;
  /** HTML file, relative to the built site's folder, with `/`. */
  readonly builtFile: string;
  /** A content file is not known. */
  readonly file: undefined;
  readonly title: string;
  readonly date: Date | undefined;
  /** The day of its date in the page's own time zone, `2020-05-31`. */
  readonly day: string | undefined;
  /** Addresses of the pages that redirect to it. */
  readonly aliases: readonly string[];
}

/** The pages of a built site, where Hugo can't be asked for them. */
export async function publishedPages(
  publicDir: string,
  place: SitePlace,
  signal: AbortSignal,
): Promise<readonly PublishedPage[]> {
  const files = await fastGlob("**/*.{html,htm}", {
    cwd: publicDir,
    caseSensitiveMatch: false,
    dot: true,
    followSymbolicLinks: false,
  });
  files.sort();
  const site = builtSite(new Set(files), place);
  const pages = new Map<string, Omit<PublishedPage, "aliases">>();
  const aliases = new Map<string, string[]>();
  for await (const one of builtFiles(publicDir, files, signal)) {
    const { file, bytes } = one;
    if (bytes === undefined) continue;
    const text = one.text();
    const { redirect, title, published, publishedDay, canonical } = readPageLinks(text);
    if (redirect === undefined) {
      const pageId = site.pageId(file, canonical);
      pages.set(file, {
        pageId,
        builtFile: file,
        file: undefined,
        title: title ?? "",
        date: published,
        day: publishedDay,
      });
      continue;
    }
    const target = site.pageAt(redirect, file);
    if (target === undefined) continue;
    aliases.set(target, [...(aliases.get(target) ?? []), site.pageId(file)]);
  }
  return [...pages].map(([file, page]) => ({ ...page, aliases: aliases.get(file) ?? [] }));
}
