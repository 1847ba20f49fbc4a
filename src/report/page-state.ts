import type { Finding } from "../domain/finding.ts";
import { reportMessages } from "./messages.ts";
import type { PageState } from "./report.ts";

/**
 * Whether all comments of a page in this state are in the target, and were compared there: what may be
 * archived, and whose old widget may go.
 */
export function hasAllComments(state: PageState): boolean {
  return state === "completed" || state === "completed-before" || state === "verified";
}

/** Whether the source has no conversation for any of these pages: it is not the site's, or was not found. */
export function haveNoConversation(pages: readonly { readonly state: PageState }[]): boolean {
  return pages.length > 0 && pages.every(({ state }) => state === "without-conversation");
}

/** What is wrong with a site of which the source has no conversation. */
export function noConversations(
  pages: readonly { readonly state: PageState }[],
): readonly Finding[] {
  if (!haveNoConversation(pages)) return [];
  return [reportMessages.finding("no-conversations", { pages: pages.length })];
}
