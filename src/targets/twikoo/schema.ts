import { createHash } from "node:crypto";
import { numberColumn, textColumn, timeColumn } from "../../d1/schema/column-affinities.ts";
import { emptiedRows } from "../../d1/schema/emptied-rows.ts";
import type { FoundColumn } from "../../d1/schema/found-column.ts";
import { movedRows } from "../../d1/schema/moved-rows.ts";
import { batchRows, parentId } from "../../d1/schema/parent-id.ts";
import type { ExpectedColumn, TargetSchema } from "../../d1/schema/target-schema.ts";
import { ledgerTable } from "../../d1/sql/ledger-table.ts";
import { raise, sqlText } from "../../d1/sql/sql-literal.ts";
import { timeTaken } from "../../d1/times/unique-times.ts";
import type { CommentRow } from "../../domain/comment-row.ts";
import { isoOfMilliseconds } from "../../domain/milliseconds-time.ts";
import { countOfEmoji, numberOfReactions } from "../../domain/reactions.ts";
import { twikooMessages } from "./messages.ts";
import { pathnameOf, spellingsOf } from "./page-path.ts";

/** Twikoo's Worker, or the one that is written anew for the same widget. */
export type TwikooVariant = "twikoo" | "twikoo-api-worker";

// Twikoo deletes a comment whole, and shows the replies to one that is gone nowhere.
const removed = "[removed]";

// Each is a name in a list, and anybody with a homeserver of their own can be any number of people.
const mostVotes = 1_000;

const up = "👍";
const down = "👎";

const text = { affinities: textColumn, declaration: "TEXT NOT NULL" };
const number = { affinities: numberColumn, declaration: "INTEGER NOT NULL" };
const time = { affinities: timeColumn, declaration: "INTEGER NOT NULL" };
const votes = { affinities: textColumn, declaration: "TEXT NOT NULL DEFAULT '[]'" };

const before: readonly ExpectedColumn[] = [
  { name: "uid", ...text },
  { name: "nick", ...text },
  { name: "mail", ...text },
  { name: "mailMd5", ...text },
  { name: "link", ...text },
  { name: "ua", ...text },
  { name: "ip", ...text },
  { name: "ipRegion", affinities: textColumn, declaration: "TEXT NOT NULL DEFAULT ''" },
  { name: "master", ...number },
  { name: "url", ...text },
  { name: "href", ...text },
  { name: "comment", ...text },
  { name: "pid", ...text },
  { name: "rid", ...text },
  { name: "isSpam", ...number },
  { name: "created", ...time },
  { name: "updated", ...time },
];
const after: readonly ExpectedColumn[] = [
  { name: "top", ...number },
  { name: "avatar", ...text },
];

/** What the two Workers do otherwise. */
interface Differences {
  /** In the order in which Twikoo's Worker writes them, without their names. */
  readonly columns: readonly ExpectedColumn[];
  /** Columns of votes, and what is counted in each. */
  readonly votes: readonly (readonly [column: string, emoji: string])[];
  readonly setUp: string;
  /** Whether the columns have to be in their order. */
  readonly isPositional: boolean;
  /** Whether a page shows what is under its address with and without a slash at the end. */
  readonly joinsSpellings: boolean;
  /** Whether ids are the key of the table. */
  readonly hasIdKey: boolean;
  /** Whether who has not signed in has the empty `uid`, instead of one of their own. */
  readonly hasUserlessVisitors: boolean;
}

const differences: Readonly<Record<TwikooVariant, Differences>> = {
  twikoo: {
    columns: [{ name: "_id", ...text }, ...before, { name: "like", ...text }, ...after],
    votes: [["like", up]],
    setUp:
      "Set Twikoo up as the README of twikoo-cloudflare says (`npx wrangler d1 execute <database> --remote --file=./schema.sql`), then run it again. If the database belongs to another comment system, choose that with the input target-schema. Nothing was written.",
    isPositional: true,
    joinsSpellings: false,
    hasIdKey: false,
    hasUserlessVisitors: false,
  },
  "twikoo-api-worker": {
    columns: [
      { name: "_id", affinities: textColumn, declaration: "TEXT PRIMARY KEY", primaryKey: true },
      ...before,
      { name: "ups", ...votes },
      { name: "downs", ...votes },
      ...after,
    ],
    votes: [
      ["ups", up],
      ["downs", down],
    ],
    setUp:
      "Set twikoo-api-worker up as its README says (`pnpm db:push`), then run it again. If the database belongs to another comment system, choose that with the input target-schema. Nothing was written.",
    isPositional: false,
    joinsSpellings: true,
    hasIdKey: true,
    hasUserlessVisitors: true,
  },
};

/**
 * The database of Twikoo on Cloudflare (https://github.com/twikoojs/twikoo-cloudflare, `schema.sql`) or
 * of twikoo-api-worker (https://github.com/hakula139/twikoo-api-worker, `src/db/schema.ts`), which their
 * own setup makes. What is written to their table `comment`:
 *
 * | column | |
 * | --- | --- |
 * | `_id` | 32 hexadecimal digits that follow from the comment's source; the 13th is an 8, which none of Twikoo's own has |
 * | `uid` | of Twikoo: empty, which no visitor has. Of twikoo-api-worker: 32 random hexadecimal digits. There a `uid` is whatever a browser sends, and empty for nearly every visitor; who has that of a comment sees it when it is marked as spam, is offered to delete it, and unless it is empty, may (`visibility` in `src/db/comment.ts`, `commentDeleteForUser` in `src/handlers/comment.ts`) |
 * | `ua`, `ipRegion`, `avatar` | empty |
 * | `nick`, `comment` | as readers saw them; `comment` is HTML |
 * | `mail` | the author's address where `authors` gives it, else empty. Twikoo's API withholds it, and sends the author a mail when somebody replies, if the site has that set up |
 * | `mailMd5` | the hash of the address where only that is known; else empty, and Twikoo computes what its avatar service needs from `mail`, or from `nick` |
 * | `link` | the author's own address where `authors` gives it, else empty |
 * | `ip` | `migrated` |
 * | `master` | 1 where the owner of the site wrote it, else 0 |
 * | `url` | the page's path as browsers have it in `location.pathname`, the default of Twikoo's `path` |
 * | `href` | the page's whole address, or its path where the site's address is not known |
 * | `pid` | `_id` of the comment that is answered; empty for none |
 * | `rid` | `_id` of the first comment of the thread; empty for that itself |
 * | `isSpam`, `top` | 0 |
 * | `created`, `updated` | ms since 1970; moved by a millisecond where another comment of the page has it: see {@link twikooTimes} |
 * | `like` | of Twikoo: JSON array of a made-up user for each 👍, `migrated-1` and so on, at most 1,000. No user of its own has such an id |
 * | `ups`, `downs` | of twikoo-api-worker: the same for 👍 and 👎 |
 *
 * @param origin of the site; undefined where it is not known
 */
export function twikooSchema(variant: TwikooVariant, origin?: string): TargetSchema {
  const { columns, votes: counted, setUp, ...is } = differences[variant];
  const sameUrl = (url: string) =>
    is.joinsSpellings ? `(${url}, ${otherSpelling(url)})` : `(${url})`;
  const href = (page: string) => (origin === undefined ? page : `${sqlText(origin)} || ${page}`);
  const isBelow = (row: string, first = "1") => `(${row}.rid = '' OR EXISTS (SELECT 1 FROM comment r
    WHERE r.url IN ${sameUrl(`${row}.url`)} AND r._id = ${row}.rid AND ${first}))`;
  const isInThread = (row: string) => isBelow(row);
  const written: readonly (readonly [column: string, value: string])[] = [
    ["_id", "l.comment_id"],
    ["uid", is.hasUserlessVisitors ? "lower(hex(randomblob(16)))" : "''"],
    ["nick", "j.value ->> 4"],
    ["mail", "j.value ->> 6"],
    ["mailMd5", "j.value ->> 7"],
    ["link", "j.value ->> 8"],
    ["ua", "''"],
    ["ip", "'migrated'"],
    ["ipRegion", "''"],
    ["master", "j.value ->> 9"],
    ["url", "j.value ->> 2"],
    ["href", href("(j.value ->> 2)")],
    ["comment", "j.value ->> 5"],
    ["pid", `coalesce(${parentId(parentIsThere("p", isInThread))}, '')`],
    ["rid", threadOf(isInThread)],
    ["isSpam", "0"],
    ["created", untakenTime],
    ["updated", "l.created_at"],
    ...counted.map(([column], index) => [column, voters(`j.value ->> ${10 + index}`)] as const),
    ["top", "0"],
    ["avatar", "''"],
  ];
  return {
    name: variant,
    tables: [{ name: "comment", columns }],
    create: [],
    setUp,
    ids: { of: commentId },
    comments: {
      table: "comment",
      id: "_id",
      parentId: "pid",
      noParent: "''",
      threadId: "rid",
      createdAt: "created",
      ...(is.hasIdKey ? {} : { lookUp: byTimeOrPage }),
    },
    uniqueTimes: twikooTimes,
    columnMap: "",
    ...(is.isPositional ? { hazards: (found) => otherOrder(columns, found) } : {}),
    values: (row) => [
      pathnameOf(row.pageId),
      spellingsOf(pathnameOf(row.pageId))[1],
      row.authorName,
      row.content,
      row.author?.email ?? "",
      row.author?.email === undefined ? (row.author?.emailHash ?? "") : "",
      row.author?.url ?? "",
      row.author?.isOwner === true ? 1 : 0,
      ...counted.map(([, emoji]) => votesFor(emoji, row)),
    ],
    withoutPlace: (row) => ({
      reactions: counted.reduce(
        (left, [, emoji]) => left - votesFor(emoji, row),
        numberOfReactions(row.reactions),
      ),
      isOwner: false,
    }),
    createdAt: (row) => Date.parse(row.createdAt),
    write: [
      `INSERT INTO comment (${written.map(([column]) => `"${column}"`).join(", ")})
SELECT ${written.map(([, value]) => value).join(",\n  ")}
${batchRows}`,
    ],
    edit: [
      `UPDATE comment AS c SET nick = m.name, comment = m.html
FROM (SELECT l.comment_id AS id, l.created_at, j.value ->> 4 AS name, j.value ->> 5 AS html
  ${batchRows}) m
WHERE c._id = m.id AND c.created IS m.created_at`,
    ],
    emptied: {
      content: removed,
      write: [
        `UPDATE comment AS c SET comment = '${removed}'
FROM ${emptiedRows} m WHERE c._id = m.id AND c.created IS m.created_at`,
      ],
    },
    move: [
      `UPDATE comment AS c SET url = m.page, href = ${href("m.page")}
FROM ${movedRows} m WHERE c._id = m.id AND c.created IS m.created_at`,
    ],
    pageName: pathnameOf,
    read: {
      page: "c.url",
      author: "c.nick",
      content: "c.comment",
      createdAt: "c.created",
      isShown: `c.isSpam IS NOT 1 AND ${isBelow("c", "r.isSpam IS NOT 1")}`,
      details: { isOwner: "c.master", url: "c.link" },
    },
    timeOf: isoOfMilliseconds,
    kept: ({ sourceId, pageId, parentSourceId, authorName, content, createdAt }) => ({
      sourceId,
      page: pathnameOf(pageId),
      parentSourceId,
      authorName,
      content,
      createdAt,
    }),
    isImported: "c.ip = 'migrated'",
    tidy: [],
    // Replies that became first comments are threads of their own, with what is below them.
    tidyReplies: [
      `UPDATE comment AS c SET rid = t.rid
FROM (WITH RECURSIVE below (place, id, rid, url) AS (
  SELECT c.rowid, c._id, '', c.url FROM comment c WHERE c.pid = '' AND c.rid <> ''
    AND NOT ${isInThread("c")}
  UNION
  SELECT r.rowid, r._id, iif(b.rid = '', b.id, b.rid), r.url
  FROM below b JOIN comment r ON r.url IN (b.url, ${otherSpelling("b.url")}) AND r.pid = b.id
) SELECT place, rid FROM below) t
WHERE c.rowid = t.place`,
    ],
  };
}

/**
 * Twikoo's table has the key (`url`, `created`), so that a page holds one comment at each millisecond.
 * The widget of either Worker asks for more comments with the time of the last that it has, and never
 * gets another of that same time. twikoo-api-worker shows a page's comments of both spellings together.
 * Source: `commentQuery` in twikoo-cloudflare's src/index.js, `list` in twikoo-api-worker's
 * src/db/comment.ts, `getOldestCreated` in the widget's TkComments.vue
 */
const twikooTimes = { page: "url", namesOf: spellingsOf } as const;

/** The time of the entry, unless the page has it. */
const untakenTime = `iif(EXISTS (SELECT 1 FROM comment t
    WHERE t.url IN (j.value ->> 2, j.value ->> 3) AND t.created = l.created_at),
    ${raise(timeTaken, "l.source_id")}, l.created_at)`;

/** Selects the comment of the entry from the page that is written to, if a thread shows it. */
function parentIsThere(entry: string, isInThread: (row: string) => string): string {
  return `SELECT 1 FROM comment c WHERE c.url = (j.value ->> 2) AND c.created = ${entry}.created_at
    AND c._id = ${entry}.comment_id AND ${entry}.page_id = l.page_id AND ${isInThread("c")}`;
}

/**
 * SQL expression of the first comment of the thread: that of the parent where it is on the page, else
 * the topmost of those in this batch which the comment answers, or none where it is that itself.
 */
function threadOf(isInThread: (row: string) => string): string {
  return `(WITH RECURSIVE up (id, parent, depth) AS (
    SELECT l.comment_id, l.parent_source_id, 0
    UNION ALL
    SELECT e.comment_id, e.parent_source_id, up.depth + 1 FROM up JOIN ${ledgerTable} e
      ON e.source = l.source AND e.source_id = up.parent AND e.batch_id = ?2
  ) SELECT coalesce(
    (SELECT iif(c.rid = '', c._id, c.rid) FROM ${ledgerTable} e JOIN comment c
      ON c.url = (j.value ->> 2) AND c.created = e.created_at AND c._id = e.comment_id
      WHERE e.source = l.source AND e.source_id = up.parent AND e.page_id = l.page_id
      AND ${isInThread("c")}),
    iif(up.depth = 0, '', up.id))
  FROM up ORDER BY up.depth DESC LIMIT 1)`;
}

/** SQL condition that finds a comment through the indexes that Twikoo's table has: none is of ids. */
function byTimeOrPage(row: string, entry: string): string {
  return `${row}.rowid = coalesce(
    (SELECT t.rowid FROM comment t WHERE t.created = ${entry}.created_at AND t._id = ${entry}.comment_id),
    (SELECT t.rowid FROM comment t
      WHERE t.url IN (${entry}.page_id, ${otherSpelling(`${entry}.page_id`)})
      AND t._id = ${entry}.comment_id))`;
}

/** SQL of a path with the slash at its end that it lacks, or without the one that it has. */
function otherSpelling(url: string): string {
  return `iif(${url} LIKE '%/', substr(${url}, 1, length(${url}) - 1), ${url} || '/')`;
}

/** SQL of a list of made-up users. */
function voters(count: string): string {
  return `(WITH RECURSIVE people (n) AS (
    SELECT 1 WHERE ${count} > 0 UNION ALL SELECT n + 1 FROM people WHERE n < ${count}
  ) SELECT json_group_array('migrated-' || n) FROM people)`;
}

function votesFor(emoji: string, { reactions }: CommentRow): number {
  return Math.min(countOfEmoji(emoji, reactions), mostVotes);
}

/**
 * An id in Twikoo's form, a UUID without hyphens. The digit of the version is an 8, which RFC 9562 has
 * for ids that are made in a way of one's own; Twikoo's own are of version 4.
 * Source: https://www.rfc-editor.org/rfc/rfc9562#section-5.8
 */
function commentId({ source, sourceId }: CommentRow): string {
  const digits = createHash("sha256").update(`${source} ${sourceId}`).digest("hex");
  return `${digits.slice(0, 12)}8${digits.slice(13, 16)}a${digits.slice(17, 32)}`;
}

/** A database to which a column was added later has it at the end, where the Worker writes another. */
function otherOrder(expected: readonly ExpectedColumn[], found: readonly FoundColumn[]) {
  const names = expected.map(({ name }) => name);
  const inOrder = names.every(
    (name, index) => found[index]?.name.toLowerCase() === name.toLowerCase(),
  );
  if (inOrder && found.length === names.length) return [];
  return [
    twikooMessages.finding("columns-in-other-order", {
      expected: names.join(", "),
      found: found.map(({ name }) => name).join(", "),
    }),
  ];
}
