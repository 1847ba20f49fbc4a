import type { SitePage } from "../../domain/page.ts";
import { shownPath } from "../../files/shown-path.ts";
import { publishedPages } from "../built/published-pages.ts";
import type { SiteReading } from "./site-reading.ts";

/** Pages that a site publishes. */
interface PublishedPages {
  readonly pages: readonly SitePage[];
  /** By page id, of those that have a date, its day in the page's own time zone. */
  readonly days: ReadonlyMap<string, string>;
}

/**
 * The pages that the site publishes: those that Hugo knows, else those of a built site. Of several with
 * one address a reader sees one, and nobody can say which: it is here once.
 */
export async function sitePages(
  { index, setup, build }: Pick<SiteReading, "index" | "setup" | "build">,
  repositoryDir: string,
  signal: AbortSignal,
): Promise<PublishedPages> {
  const known =
    index.length > 0 || build === undefined
      ? index
      : await publishedPages(build.dir, setup, signal);
  const builtInto = build === undefined || build.isFresh ? setup.publishDir : build.dir;
  const pages = known.map(({ pageId, title, date, aliases, builtFile, file }): SitePage => {
    const path = file ?? `${builtInto}/${builtFile}`;
    return { pageId, title, date, aliases, file: shownPath(repositoryDir, path) };
  });
  return {
    pages: [...new Map(pages.map((page) => [page.pageId, page])).values()],
    days: daysOf(known),
  };
}

/** By page id, of the pages that have a date, its day. */
export function daysOf(
  pages: readonly { readonly pageId: string; readonly day: string | undefined }[],
): ReadonlyMap<string, string> {
  return new Map(
    pages.flatMap(({ pageId, day }) => (day === undefined ? [] : [[pageId, day] as const])),
  );
}
