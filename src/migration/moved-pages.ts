import type { Finding } from "../domain/finding.ts";
import type { MovedPage } from "../domain/moved-page.ts";
import type { Page, SiteScan } from "../domain/page.ts";
import type { ReadPage } from "./read-page.ts";
import type { SharedConversations } from "./shared-conversations.ts";

/**
 * The page as its comments may be moved to it: a page of the scan on which they are now keeps those
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
      to === read.page.pageId ? scan.pages.find(({ pageId }) => pageId === from) : undefined;
    if (earlier === undefined) continue;
    own = (await conversations.withoutThoseOf(earlier, own, signal)) ?? own;
  }
  return own;
}

/** @param isDone whether they were moved, or only would be */
export function pageMoved({ from, to, comments }: MovedPage, isDone: boolean): Finding {
  const number = comments === 1 ? "1 comment" : `${comments} comments`;
  return {
    severity: "notice",
    code: "page-moved",
    message: isDone
      ? `${number} moved from ${from} to ${to}, where the comment section is now.`
      : `${number} of ${from} would move to ${to}, where the comment section is now.`,
    remedy: "You don't have to do anything. The old address should redirect to the new one.",
    pageId: to,
  };
}

export function readersLeftBehind(from: string, comments: number): Finding {
  const number = comments === 1 ? "1 comment" : `${comments} comments`;
  return {
    severity: "warning",
    code: "readers-left-behind",
    message: `${number} that readers wrote in the new comment system under ${from} stayed there: only moved comments follow their page.`,
    remedy: `If ${from} is no page any more, give these comments the new address in the database.`,
  };
}

const mostNamed = 5;

/** Pages with moved comments that no page of the scan has the address of. */
export function pagesGone(pageIds: readonly string[]): readonly Finding[] {
  if (pageIds.length === 0) return [];
  const named = pageIds.slice(0, mostNamed).join(", ");
  const more = pageIds.length > mostNamed ? ` and ${pageIds.length - mostNamed} more` : "";
  const which = pageIds.length === 1 ? "1 address" : `${pageIds.length} addresses`;
  return [
    {
      severity: "notice",
      code: "page-gone",
      message: `The target has moved comments under ${which} at which the site shows no comment section any more: ${named}${more}. They stay there.`,
      remedy:
        "If the page was deleted, or its widget replaced, all is well. If it has a new address, check that its comment section still has the same id: then its comments follow.",
    },
  ];
}
