import type { Attached } from "../../d1/schema/target-schema.ts";
import { ledgerTable } from "../../d1/sql/ledger-table.ts";
import type { CommentRow } from "../../domain/comment-row.ts";
import { countOfEmoji } from "../../domain/reactions.ts";

// Source: VALID_REACTIONS in comment-kit's src/handlers/reactions.ts.
const emojiOfTypes = {
  heart: ["❤️"],
  thumbs_up: ["👍"],
  thumbs_down: ["👎"],
  laugh: ["😂", "😄"],
  cry: ["😢"],
  fire: ["🔥"],
  clap: ["👏"],
} as const;

// Each is a row, and anybody with a homeserver of their own can be any number of people.
const mostOfOneType = 1_000;

/** The reactions of a row that comment-kit has, at most 1,000 of each. */
function typesOf({ reactions }: CommentRow): readonly (readonly [type: string, count: number])[] {
  return Object.entries(emojiOfTypes)
    .map(([type, emojis]) => {
      const count = emojis.reduce((sum, emoji) => sum + countOfEmoji(emoji, reactions), 0);
      return [type, Math.min(count, mostOfOneType)] as const;
    })
    .filter(([, count]) => count > 0);
}

/** Number of a row's reactions that are written. */
export function placedReactions(row: CommentRow): number {
  return typesOf(row).reduce((sum, [, count]) => sum + count, 0);
}

/**
 * Reactions. comment-kit has no counts, but in `votes` a row for each address that reacted in one way:
 * `comment_id`, `ip_address` = `migrated:<n>`, `reaction_type`, `created_at` (of the comment).
 *
 * | reaction | `reaction_type` |
 * | --- | --- |
 * | ❤️ 👍 👎 😢 🔥 👏 | `heart`, `thumbs_up`, `thumbs_down`, `cry`, `fire`, `clap` |
 * | 😂 😄 | `laugh` |
 */
export const attachedReactions: Attached = {
  values: typesOf,
  write: [
    `WITH RECURSIVE people (comment_id, type, person, last, created_at) AS (
  SELECT l.comment_id, j.value ->> 2, 1, j.value ->> 3, l.created_at
  FROM json_each(?1) j JOIN ${ledgerTable} l
    ON l.source = j.value ->> 0 AND l.source_id = j.value ->> 1 AND l.batch_id = ?2
  UNION ALL
  SELECT comment_id, type, person + 1, last, created_at FROM people WHERE person < last
)
INSERT INTO votes (comment_id, ip_address, reaction_type, created_at)
SELECT comment_id, 'migrated:' || person, type, created_at FROM people`,
  ],
};
