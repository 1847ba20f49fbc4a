import type { Attached } from "../../d1/schema/target-schema.ts";
import { ledgerTable } from "../../d1/sql/ledger-table.ts";
import type { CommentRow } from "../../domain/comment-row.ts";
import { countOfEmoji } from "../../domain/reactions.ts";
import { importSource } from "./import-source.ts";

// Source: REACTION_KINDS in Garrul's src/widget/reactions.ts.
const kindNames = ["fire", "love", "wow", "laugh", "hmm", "cry"] as const;
const emojiOfKinds = {
  fire: "🔥",
  love: "❤️",
  wow: "😮",
  laugh: "😂",
  hmm: "🤔",
  cry: "😢",
} as const;

// Garrul took its reaction 👍 away because it "meant the same thing" as the up-vote: ibid.
const emojiOfVotes = { up: "👍", down: "👎" } as const;

// Each is a row, and anybody with a homeserver of their own can be any number of people.
const mostOfOneKind = 1_000;

/** A ULID of the ghost number `person`, of the year 1970. */
const ghostId = "'0000000000REACTED' || printf('%09d', person)";

/** The people of each kind, from `[source, source id, kind, first, last]` of this batch's comments. */
const people = `WITH RECURSIVE people (comment_id, kind, person, last, created_at) AS (
  SELECT l.comment_id, j.value ->> 2, j.value ->> 3, j.value ->> 4, l.created_at
  FROM json_each(?1) j JOIN ${ledgerTable} l
    ON l.source = j.value ->> 0 AND l.source_id = j.value ->> 1 AND l.batch_id = ?2
  UNION ALL
  SELECT comment_id, kind, person + 1, last, created_at FROM people WHERE person < last
)`;

/** The votes that a row's reactions are, at most 1,000 of each. */
export function votesOf({ reactions }: CommentRow): Readonly<Record<"up" | "down", number>> {
  const { up, down } = emojiOfVotes;
  return { up: counted(up, reactions), down: counted(down, reactions) };
}

/** Number of a row's reactions that are written, as reactions or votes. */
export function placedReactions(row: CommentRow): number {
  return kindsOf(row).reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

/**
 * Reactions and votes. Garrul has no counts, but a row for each person: `reactions` of a kind, and in
 * `votes` one vote a comment. So as many ghosts as the most frequent reaction has people react
 * to all comments, each once: `users` with `provider` = `anon`, `provider_id` = `migrated:<id>`,
 * `name` = `Moved reaction <n>`, the same for the whole site, however many comments there are. Nobody
 * can log in as one: an anonymous reader is found by the hash of an IP address.
 *
 * | reaction | becomes |
 * | --- | --- |
 * | 🔥 ❤️ 😮 😂 🤔 😢 | `kind` = `fire`, `love`, `wow`, `laugh`, `hmm`, `cry` |
 * | 👍 👎 | `value` = 1, -1 |
 */
export const attachedReactions: Attached = {
  values: (row) => kindsOf(row).map(({ kind, first, last }) => [kind, first, last]),
  write: [
    `${people}
INSERT INTO users (id, provider, provider_id, name, created_at, import_source)
SELECT ${ghostId}, 'anon', 'migrated:' || ${ghostId}, 'Moved reaction ' || person, min(created_at),
  '${importSource}'
FROM people WHERE true GROUP BY person
ON CONFLICT DO NOTHING`,
    `${people}
INSERT INTO reactions (comment_id, user_id, kind, created_at)
SELECT comment_id, ${ghostId}, kind, created_at FROM people WHERE kind NOT IN ('up', 'down')`,
    `${people}
INSERT INTO votes (comment_id, user_id, value, created_at)
SELECT comment_id, ${ghostId}, iif(kind = 'up', 1, -1), created_at
FROM people WHERE kind IN ('up', 'down')`,
  ],
};

/** The people, from a first to a last one, who reacted in one way. */
interface Kind {
  readonly kind: (typeof kindNames)[number] | "up" | "down";
  readonly first: number;
  readonly last: number;
}

function kindsOf(row: CommentRow): readonly Kind[] {
  const { up, down } = votesOf(row);
  const all: readonly Kind[] = [
    ...kindNames.map((kind) => ({
      kind,
      first: 1,
      last: counted(emojiOfKinds[kind], row.reactions),
    })),
    { kind: "up", first: 1, last: up },
    // One person has one vote.
    { kind: "down", first: up + 1, last: up + down },
  ];
  return all.filter(({ first, last }) => last >= first);
}

function counted(emoji: string, reactions: CommentRow["reactions"]): number {
  return Math.min(countOfEmoji(emoji, reactions), mostOfOneKind);
}
