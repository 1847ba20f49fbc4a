import type { Reaction } from "./comment.ts";
import type { CommentRow } from "./comment-row.ts";
import { showableReactions } from "./reactions.ts";

/** What an archive shows of a comment beside what the target's tables hold of it. */
export interface CommentDetails {
  /** Those that can be shown as text, the most frequent first. */
  readonly reactions: readonly Reaction[];
  /** Whether the owner of the site wrote it. */
  readonly isOwner: boolean;
  /** The author's own http(s) address. */
  readonly url: string | undefined;
}

/** The details of those rows that have any, by source id. */
export function detailsOf(rows: readonly CommentRow[]): ReadonlyMap<string, CommentDetails> {
  return new Map(
    rows.flatMap(({ sourceId, reactions, author }) => {
      const details = {
        reactions: showableReactions(reactions),
        isOwner: author?.isOwner === true,
        url: author?.url,
      };
      const isAny = details.reactions.length > 0 || details.isOwner || details.url !== undefined;
      return isAny ? [[sourceId, details] as const] : [];
    }),
  );
}
