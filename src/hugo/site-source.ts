import { originOf } from "../domain/origin-of.ts";
import type { Page, SiteScan } from "../domain/page.ts";
import { aliasConflicts } from "./discovery/alias-conflicts.ts";
import { distinctAddresses } from "./discovery/duplicate-addresses.ts";
import { type DuplicatePolicy, distinctThreads } from "./discovery/duplicate-threads.ts";
import { findPages } from "./discovery/find-pages.ts";
import { layoutWidgets } from "./discovery/layout-widgets.ts";
import { nothingFound } from "./discovery/nothing-found.ts";
import { oddThreadIds } from "./discovery/odd-thread-ids.ts";
import { daysOf, sitePages } from "./discovery/site-pages.ts";
import { readSite, type SiteReadingOptions } from "./discovery/site-reading.ts";
import { threadPlaces } from "./discovery/thread-places.ts";
import { unpublishedFiles } from "./discovery/unpublished.ts";
import { environmentOf } from "./program/run-hugo.ts";
import { basePath } from "./text/url-path.ts";

/** Which site is scanned, and how. */
export interface HugoSiteOptions extends SiteReadingOptions {
  readonly duplicateSections: DuplicatePolicy;
  /**
   * Whether conversations find their pages by address, so that the threads that pages show are only of
   * use where they can be read. False if omitted.
   */
  readonly areThreadsOptional?: boolean;
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
  const found = await findPages(reading, options, signal);
  const addressed = distinctAddresses(found.pages, index, options.repositoryDir);
  const { areThreadsOptional = false } = options;
  const distinct = areThreadsOptional
    ? { pages: addressed.pages.map(({ page }) => page), findings: [] }
    : distinctThreads(addressed.pages, {
        policy: options.duplicateSections,
        languages: reading.languages,
      });
  const unpublished = unpublishedFiles(found.unpublished, setup, options.now);
  const { places, findings: notShown } = threadPlaces(contents, {
    ...found,
    pages: addressed.pages,
    allowsHtmlInMarkdown: reading.allowsHtmlInMarkdown,
  });
  const count = (status: "draft" | "future" | "expired" | "unrendered") =>
    unpublished.files.get(status)?.length ?? 0;
  const skipped = [...unpublished.files.values()].flat().length;
  const published = areThreadsOptional
    ? await sitePages(reading, options.repositoryDir, signal)
    : { pages: [], days: new Map() };
  const ofShown = daysOf(found.pages.map(({ page: { pageId }, day }) => ({ pageId, day })));
  return {
    origin: originOf(setup.baseUrl),
    basePath: basePath(setup.baseUrl),
    hosts: hostsOf([setup.baseUrl, ...Object.values(setup.languageBaseUrls)]),
    sitePages: published.pages,
    days: new Map([...published.days, ...ofShown]),
    pagesOfFiles: pagesOfFiles(found.pages.map(({ page }) => page)),
    others: [],
    pages: distinct.pages.toSorted((a, b) => (a.pageId < b.pageId ? -1 : 1)),
    threads: addressed.pages.flatMap(({ page }) => page.threads),
    places,
    widgets: await layoutWidgets(templates.others, {
      ...options,
      environment: environmentOf(options.env),
    }),
    resolvedBy: index.length > 0 ? "hugo" : "built-site",
    discoveredBy: found.by,
    ...(reading.hugo === undefined ? {} : { hugoVersion: reading.hugo.version }),
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
      ...(areThreadsOptional
        ? []
        : [
            ...(found.pages.length > 0 || skipped > 0
              ? []
              : [nothingFound(templates, options.widget)]),
            ...unpublished.findings,
            ...found.findings,
            ...notShown,
            ...aliasConflicts(addressed.pages, index),
            ...addressed.findings,
            ...distinct.findings,
            ...oddThreadIds(distinct.pages, options.widget),
          ]),
    ],
  };
}

function pagesOfFiles(pages: readonly Page[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, Set<string>>();
  for (const { pageId, file, threads } of pages) {
    for (const name of [file, ...threads.map(({ location }) => location.file)]) {
      ids.set(name, (ids.get(name) ?? new Set()).add(pageId));
    }
  }
  return new Map([...ids].map(([file, pageIds]) => [file, [...pageIds]]));
}

function hostsOf(baseUrls: readonly string[]): readonly string[] {
  const hosts = baseUrls.map((url) => URL.parse(url)?.host ?? "");
  return [...new Set(hosts)].filter((host) => host !== "");
}
