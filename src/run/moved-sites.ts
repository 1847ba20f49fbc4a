import type { Finding } from "../domain/finding.ts";
import type { Page, SiteScan, Thread } from "../domain/page.ts";
import { runMessages } from "./messages.ts";

/**
 * The scan without the sections that belong to other sites than those that are moved: each page that
 * shows some is an error there, since its comments stay behind. What is left has a site name only
 * where that isn't the first one, so that a site's pages are known again whether they say it or not.
 * @param siteNames those that are moved; where there is none, no page is left
 */
export function ofMovedSites(scan: SiteScan, siteNames: readonly string[]): SiteScan {
  const isMoved = ({ siteName }: Thread) => !siteName || siteNames.includes(siteName);
  const ownSection = (thread: Thread): Thread => {
    const { siteName, ...rest } = thread;
    return !siteName || siteName === siteNames[0] ? rest : thread;
  };
  const pages = siteNames.length === 0 ? [] : scan.pages;
  return {
    ...scan,
    pages: pages.flatMap((page) => {
      const threads = page.threads.filter(isMoved).map(ownSection);
      return threads.length === 0 ? [] : [{ ...page, threads }];
    }),
    threads: scan.threads.map(ownSection),
    findings: [
      ...scan.findings,
      ...pages.flatMap((page) => {
        const strays = page.threads.filter((thread) => !isMoved(thread));
        const isWhole = strays.length === page.threads.length;
        return [...Map.groupBy(strays, ({ siteName }) => siteName ?? "")].flatMap(
          ([siteName, [first]]) =>
            first === undefined ? [] : otherSite({ page, isWhole, siteName, first }, siteNames),
        );
      }),
    ],
  };
}

/** A page, or some of its sections, of a site that isn't moved. */
interface Stray {
  readonly page: Page;
  /** Whether none of the page's sections is moved. */
  readonly isWhole: boolean;
  readonly siteName: string;
  readonly first: Thread;
}

function otherSite(
  { page: { pageId }, isWhole, siteName, first }: Stray,
  siteNames: readonly string[],
): Finding {
  const { threadId, location } = first;
  const words = {
    page: pageId,
    site: JSON.stringify(siteName),
    sites: siteNames.map((name) => JSON.stringify(name)).join(" and "),
    names: [...siteNames, siteName].join(", "),
  };
  return isWhole
    ? runMessages.finding("other-site-name/page", words, { pageId, location })
    : runMessages.finding(
        "other-site-name/section",
        { ...words, section: threadId },
        { pageId, location },
      );
}
