import type { Finding } from "../domain/finding.ts";
import { migrationMessages } from "./messages.ts";
import { hasConversations, type ReadPage } from "./read-page.ts";

/**
 * What a page has lost at its source.
 * @param before the number of comments that an earlier run read
 */
export function fewerThanBefore(
  read: ReadPage,
  before: number,
  when: "moving" | "verifying",
): readonly Finding[] {
  const { pageId } = read.page;
  const now = read.rows.length;
  if (now >= before) return [];
  return [
    now === 0 && !hasConversations(read)
      ? migrationMessages.finding(
          `conversation-lost/${when}`,
          { page: pageId, comments: before },
          { pageId },
        )
      : migrationMessages.finding(
          "fewer-comments",
          { page: pageId, before, now, missing: before - now },
          { pageId },
        ),
  ];
}
