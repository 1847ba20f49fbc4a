import type { Finding } from "../domain/finding.ts";
import { migrationMessages } from "./messages.ts";
import { hasConversations, type ReadPage } from "./read-page.ts";

/**
 * What a page has lost at its source, without a word there that somebody removed it: homeservers purge
 * old history.
 * @param before the number of its comments that were moved
 * @param known how many of these the source still has, or says to be removed
 */
export function fewerThanBefore(
  read: ReadPage,
  before: number,
  known: number,
  when: "moving" | "verifying",
): readonly Finding[] {
  const { pageId } = read.page;
  const now = read.rows.length;
  if (known >= before) return [];
  return [
    now === 0 && !hasConversations(read)
      ? migrationMessages.finding(
          `conversation-lost/${when}`,
          { page: pageId, comments: before },
          { pageId },
        )
      : migrationMessages.finding(
          "fewer-comments",
          { page: pageId, now, missing: before - known },
          { pageId },
        ),
  ];
}
