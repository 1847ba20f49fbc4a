import type { Finding } from "../domain/finding.ts";
import type { MovedPage } from "../domain/moved-page.ts";
import type { Page, SiteScan } from "../domain/page.ts";
import { migrationMessages } from "./messages.ts";
import type { ReadPage } from "./read-page.ts";
import type { SharedConversations } from "./shared-conversations.ts";

/**
 * The page as its comments may be moved to it: a page of the site on which they are now keeps those
 * of the conversations that it still shows.
 */
export async function withoutOthersComments(
  read: ReadPage,
  moved: readonly MovedPage[],
  scan: SiteScan,
  conversations: SharedConversations,
  signal: AbortSignal,
): Promise<ReadPage> {
  let own = read;
  for (const { from, to } of moved) {
    const earlier: Page | undefined =
      to === read.page.pageId
        ? [...scan.pages, ...scan.others].find(({ pageId }) => pageId === from)
        : undefined;
    if (earlier === undefined) continue;
    own = (await conversations.withoutThoseOf(earlier, own, signal)) ?? own;
  }
  return own;
}

/** @param isDone whether they were moved, or only would be */
export function pageMoved({ from, to, comments }: MovedPage, isDone: boolean): Finding {
  return migrationMessages.finding(
    isDone ? "page-moved/done" : "page-moved/planned",
    { comments, from, to },
    { pageId: to },
  );
}

export function readersLeftBehind(from: string, comments: number): Finding {
  return migrationMessages.finding("readers-left-behind", { from, comments });
}

const mostNamed = 5;

/** Pages with moved comments that no page of the scan has the address of. */
export function pagesGone(pageIds: readonly string[]): readonly Finding[] {
  if (pageIds.length === 0) return [];
  const named = pageIds.slice(0, mostNamed).join(", ");
  const more = pageIds.length > mostNamed ? ` and ${pageIds.length - mostNamed} more` : "";
  const pages = `${named}${more}`;
  return [migrationMessages.finding("page-gone", { addresses: pageIds.length, pages })];
}
