import type { Page, SiteScan } from "../../../src/domain/page.ts";

/** A scan that found these pages, and nothing odd. */
export function scanOf(pages: readonly Page[]): SiteScan {
  return {
    origin: "https://blog.example",
    basePath: "",
    hosts: [],
    sitePages: [],
    pages,
    others: [],
    days: new Map(),
    pagesOfFiles: new Map(),
    threads: pages.flatMap(({ threads }) => threads),
    places: [],
    widgets: [],
    resolvedBy: "hugo",
    discoveredBy: "content",
    counts: {
      contentFiles: pages.length,
      withSection: pages.length,
      draft: 0,
      future: 0,
      expired: 0,
      unrendered: 0,
    },
    findings: [],
  };
}
