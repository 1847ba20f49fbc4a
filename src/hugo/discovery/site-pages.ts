import type { SitePage } from "../../domain/page.ts";
import { shownPath } from "../../files/shown-path.ts";
import { publishedPages } from "../built/published-pages.ts";
import type { SiteReading } from "./site-reading.ts";

/**
 * The pages that the site publishes: those that Hugo knows, else those of a built site. Of several with
 * one address a reader sees one, and nobody can say which: it is here once.
 */
export async function sitePages(
  { index, setup, build }: Pick<SiteReading, "index" | "setup" | "build">,
  repositoryDir: string,
  signal: AbortSignal,
): Promise<readonly SitePage[]> {
  const known =
    index.length > 0 || build === undefined
      ? index
      : await publishedPages(build.dir, setup, signal);
  const builtInto = build === undefined || build.isFresh ? setup.publishDir : build.dir;
  const pages = known.map(({ pageId, title, date, aliases, builtFile, file }): SitePage => {
    const path = file ?? `${builtInto}/${builtFile}`;
    return { pageId, title, date, aliases, file: shownPath(repositoryDir, path) };
  });
  return [...new Map(pages.map((page) => [page.pageId, page])).values()];
}
