import type { Finding } from "../../domain/finding.ts";
import type { SiteScan } from "../../domain/page.ts";
import { shownPath } from "../../files/shown-path.ts";
import { scanBuilt } from "../built/scan-built.ts";
import type { ContentFile } from "../content/read-content.ts";
import { builtPages } from "./built-pages.ts";
import type { FoundPage } from "./found-page.ts";
import { joinOldBuild } from "./join-old-build.ts";
import { discoveryMessages } from "./messages.ts";
import { layoutWaiting, type SimpleReading, simplePages, simpleReading } from "./simple-pages.ts";
import type { BuildAtHand, SiteReading, SiteReadingOptions } from "./site-reading.ts";
import { isPublished } from "./unpublished.ts";

/** The pages that show comments, by the way of looking that is at hand. */
interface FoundPages {
  readonly by: SiteScan["discoveredBy"];
  readonly pages: readonly FoundPage[];
  /** Content files that name threads and have no page. */
  readonly unpublished: readonly ContentFile[];
  /** Ids of the threads that marked calls printed; undefined where the build has no marks. */
  readonly printed: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  /** Whether a content file has a page. */
  readonly isBuilt: (path: string) => boolean;
  /** What is known of calls without a build. */
  readonly read: SimpleReading;
  readonly findings: readonly Finding[];
}

/**
 * Finds the pages of a site that show comments: in a new build, in an old one and the content beside it,
 * or in the content alone.
 * @throws the signal's reason
 */
export async function findPages(
  reading: SiteReading,
  options: SiteReadingOptions,
  signal: AbortSignal,
): Promise<FoundPages> {
  const { build, contents, setup, templates } = reading;
  const read = simpleReading(templates, options.widget, options.shortcodes);
  if (build?.isFresh) {
    const found = await pagesOfBuild(build, reading, options, signal);
    const unpublished = contents.filter(({ path }) => !found.isBuilt(path));
    return { ...found, by: "build", unpublished, read };
  }
  const split = Map.groupBy(contents, (content) => isPublished(content, setup, options.now));
  const published = split.get(true) ?? [];
  const rest = { unpublished: split.get(false) ?? [], read };
  if (build === undefined) {
    const nameOf = (path: string) => shownPath(options.repositoryDir, path);
    const simple = simplePages(published, reading.index, read, layoutWaiting(templates, nameOf));
    const known = new Set(published.map(({ path }) => path));
    return {
      ...rest,
      by: "content",
      pages: simple.pages,
      printed: undefined,
      isBuilt: (path) => known.has(path),
      findings: [...simple.findings, ...(reading.isSetupKnown ? [] : [siteNotKnown(contents)])],
    };
  }
  const old = await pagesOfBuild(build, reading, options, signal);
  const joined = joinOldBuild(old.pages, published, { ...reading, isBuilt: old.isBuilt, read });
  const findings = [...old.findings, ...joined.findings];
  return { ...rest, ...joined, by: "built-site", printed: undefined, findings };
}

/** No built site can be looked at, and Hugo can't say how the site is put together. */
function siteNotKnown([first]: readonly ContentFile[]): Finding {
  const location = first?.calls[0]?.location;
  const place = location === undefined ? {} : { location };
  return discoveryMessages.finding("not-known-without-build/site", {}, place);
}

async function pagesOfBuild(
  { dir, isFresh, markToken }: BuildAtHand,
  { index, setup, contents }: SiteReading,
  { repositoryDir, widget }: SiteReadingOptions,
  signal: AbortSignal,
) {
  const scanned = await scanBuilt({ ...setup, publicDir: dir, index, markToken, widget, signal });
  const isMarked = markToken !== undefined;
  const buildDir = isFresh ? setup.publishDir : dir;
  const built = builtPages(scanned.pages, contents, { repositoryDir, buildDir });
  const files = new Set([
    ...index.flatMap(({ file, pageId }) =>
      isMarked || scanned.addresses.has(pageId) ? [file] : [],
    ),
    ...scanned.pages.map(({ contentFile }) => contentFile),
  ]);
  return {
    pages: built.pages,
    printed: isMarked ? scanned.printed : undefined,
    isBuilt: (path: string) => files.has(path),
    findings: [...scanned.findings, ...built.findings],
  };
}
