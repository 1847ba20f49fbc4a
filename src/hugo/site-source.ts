import { relative, sep } from "node:path";
import type { Finding } from "../comment/finding.ts";
import type { SiteScan } from "../comment/page.ts";
import { scanBuilt } from "./built/scan-built.ts";
import { aliasConflicts } from "./discovery/alias-conflicts.ts";
import { builtPages } from "./discovery/built-pages.ts";
import { distinctAddresses } from "./discovery/duplicate-addresses.ts";
import { type DuplicatePolicy, distinctSections } from "./discovery/duplicate-sections.ts";
import type { FoundPage } from "./discovery/found-page.ts";
import { joinOldBuild } from "./discovery/join-old-build.ts";
import { layoutWidgets } from "./discovery/layout-widgets.ts";
import { siteNotKnown } from "./discovery/no-build.ts";
import { nothingFound } from "./discovery/nothing-found.ts";
import { oddSectionIds } from "./discovery/odd-section-ids.ts";
import { sectionPlaces } from "./discovery/section-places.ts";
import { layoutsWait, simplePages, simpleReading } from "./discovery/simple-pages.ts";
import { readSite, type SiteReading, type SiteReadingOptions } from "./discovery/site-reading.ts";
import { isPublished, unpublishedFiles } from "./discovery/unpublished.ts";
import { environmentOf } from "./program/run-hugo.ts";

/** Which site is scanned, and how. */
export interface HugoSiteOptions extends SiteReadingOptions {
  readonly duplicateSections: DuplicatePolicy;
  /** The time at which pages are drafts of the future or expired. */
  readonly now: Date;
}

/** A Hugo repository that can be scanned for pages with comments. */
interface HugoSite {
  /**
   * @throws MigrationError `no-hugo`, `no-build`, `public-dir-not-found`, `malformed-site-config`, or the
   * signal's reason
   */
  scan(signal: AbortSignal): Promise<SiteScan>;
}

export function createHugoSite(options: HugoSiteOptions): HugoSite {
  return { scan: (signal) => scanSite(options, signal) };
}

async function scanSite(options: HugoSiteOptions, signal: AbortSignal): Promise<SiteScan> {
  await using reading = await readSite(options, signal);
  const { setup, contents, templates, index } = reading;
  const read = simpleReading(templates, options.shortcodes);
  const found = await findPages(reading, options, signal);
  const addressed = distinctAddresses(found.pages, index, options.repositoryDir);
  const distinct = distinctSections(addressed.pages, {
    policy: options.duplicateSections,
    languages: reading.languages,
  });
  const unbuilt = contents.filter(({ path }) => !found.isBuilt(path));
  const unpublished = found.isComplete
    ? unpublishedFiles(unbuilt, setup, options.now)
    : unpublishedFiles(
        unbuilt.filter((content) => !isPublished(content, setup, options.now)),
        setup,
        options.now,
      );
  const { places, findings: notShown } = sectionPlaces(contents, {
    printed: found.printed,
    isBuilt: found.isBuilt,
    read,
    pages: addressed.pages,
    allowsHtmlInMarkdown: reading.allowsHtmlInMarkdown,
  });
  const count = (status: "draft" | "future" | "expired" | "unrendered") =>
    unpublished.files.get(status)?.length ?? 0;
  const skipped = [...unpublished.files.values()].flat().length;
  return {
    origin: originOf(setup.baseUrl),
    pages: distinct.pages.toSorted((a, b) => (a.pageId < b.pageId ? -1 : 1)),
    wirings: addressed.pages.flatMap(({ page }) => page.sections),
    places,
    widgets: await layoutWidgets(templates.others, {
      ...options,
      environment: environmentOf(options.env),
    }),
    resolvedBy: index.length > 0 ? "hugo" : "built-site",
    discoveredBy: found.by,
    counts: {
      contentFiles: reading.contentFiles,
      withSection: new Set(found.pages.map(({ page }) => page.file)).size + skipped,
      draft: count("draft"),
      future: count("future"),
      expired: count("expired"),
      unrendered: count("unrendered"),
    },
    findings: [
      ...reading.findings,
      ...(found.pages.length > 0 || skipped > 0 ? [] : [nothingFound(templates)]),
      ...unpublished.findings,
      ...found.findings,
      ...notShown,
      ...aliasConflicts(addressed.pages, index),
      ...addressed.findings,
      ...distinct.findings,
      ...oddSectionIds(distinct.pages),
    ],
  };
}

/** The pages that show comments, by the way of looking that is at hand. */
interface FoundPages {
  readonly by: SiteScan["discoveredBy"];
  readonly pages: readonly FoundPage[];
  readonly findings: readonly Finding[];
  /** See {@link sectionPlaces}. */
  readonly printed: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  readonly isBuilt: (path: string) => boolean;
  /** What is not built will not be: the build is as new as the content. */
  readonly isComplete: boolean;
}

async function findPages(
  reading: SiteReading,
  options: HugoSiteOptions,
  signal: AbortSignal,
): Promise<FoundPages> {
  const { build, index, setup, contents, templates } = reading;
  const read = simpleReading(templates, options.shortcodes);
  const nameOf = (path: string) => relative(options.repositoryDir, path).split(sep).join("/");
  const published = () => contents.filter((content) => isPublished(content, setup, options.now));
  if (build === undefined) {
    const shown = published();
    const simple = simplePages(shown, index, read);
    const listed = new Set(index.map(({ file }) => file));
    const built = new Set(shown.map(({ path }) => path).filter((path) => listed.has(path)));
    return {
      by: "content",
      pages: simple.pages,
      findings: [...simple.findings, ...layoutsWait(templates, nameOf), ...unknownSite(reading)],
      printed: undefined,
      isBuilt: (path) => built.has(path),
      isComplete: false,
    };
  }
  const scanned = await scanBuilt({
    publicDir: build.dir,
    baseUrl: setup.baseUrl,
    canonifyUrls: setup.canonifyUrls,
    languageBaseUrls: setup.languageBaseUrls,
    index,
    signal,
  });
  const buildDir = build.isFresh ? setup.publishDir : build.dir;
  const built = builtPages(scanned.pages, contents, {
    repositoryDir: options.repositoryDir,
    buildDir,
  });
  const files = new Set(
    index.flatMap(({ file, pageId }) => (scanned.addresses.has(pageId) ? [file] : [])),
  );
  const findings = [...scanned.findings, ...built.findings];
  const way = {
    by: build.isFresh ? "build" : "built-site",
    printed: build.isMarked ? scanned.printed : undefined,
  } as const;
  if (build.isFresh) {
    const isBuilt = (path: string) => files.has(path);
    return { ...way, pages: built.pages, findings, isBuilt, isComplete: true };
  }
  const joined = joinOldBuild(built.pages, published(), {
    index,
    isBuilt: (path) => files.has(path),
    read,
  });
  return {
    ...way,
    pages: joined.pages,
    findings: [...findings, ...joined.findings],
    isBuilt: joined.isBuilt,
    isComplete: false,
  };
}

function unknownSite({ isSetupKnown, contents }: SiteReading): readonly Finding[] {
  return isSetupKnown ? [] : [siteNotKnown(contents[0]?.calls[0]?.location)];
}

function originOf(baseUrl: string): string | undefined {
  const isAddress = /^https?:\/\//i.test(baseUrl) && URL.canParse(baseUrl);
  return isAddress ? new URL(baseUrl).origin : undefined;
}
