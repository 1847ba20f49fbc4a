import { targetName } from "../../d1/ledger/entries.ts";
import { numberColumn, textColumn, wordColumn } from "../../d1/schema/column-affinities.ts";
import { emptiedRows } from "../../d1/schema/emptied-rows.ts";
import { highestId } from "../../d1/schema/highest-id.ts";
import { movedRows } from "../../d1/schema/moved-rows.ts";
import { batchRows, parentId } from "../../d1/schema/parent-id.ts";
import type { ExpectedTable, TargetSchema } from "../../d1/schema/target-schema.ts";
import { sqlText } from "../../d1/sql/sql-literal.ts";
import { plainTextHtml } from "../../domain/plain-text-html.ts";
import { countOfEmoji, numberOfReactions } from "../../domain/reactions.ts";
import { isoOfSqliteTime, sqliteTime } from "../../domain/sqlite-time.ts";
import { editorText, textOfEditor } from "./editor-text.ts";
import { pagePath } from "./page-path.ts";
import { threadsOfOrphans, threadsOfReplies, threadsWithoutRoot } from "./threads.ts";

// Waline deletes a root with its thread, and a reply whole.
const removed = "[removed]";

const like = "👍";
const text = { affinities: textColumn, declaration: "TEXT" };
const word = { affinities: wordColumn, declaration: "TEXT" };
const number = { affinities: numberColumn, declaration: "INTEGER" };
const key = {
  affinities: ["INTEGER"],
  declaration: "INTEGER PRIMARY KEY AUTOINCREMENT",
  primaryKey: true,
} as const;

const tables: readonly [ExpectedTable, ...ExpectedTable[]] = [
  {
    name: "wl_Comment",
    columns: [
      { name: "id", ...key },
      { name: "user_id", ...number },
      { name: "comment", ...text },
      { name: "orig", ...text },
      { name: "insertedAt", ...word },
      { name: "ip", ...word },
      { name: "link", ...text },
      { name: "mail", ...text },
      { name: "nick", ...text },
      { name: "pid", ...number },
      { name: "rid", ...number },
      { name: "sticky", ...number },
      { name: "status", affinities: textColumn, declaration: "TEXT NOT NULL DEFAULT 'approved'" },
      { name: "like", affinities: numberColumn, declaration: "INTEGER DEFAULT 0" },
      { name: "ua", ...word },
      { name: "url", ...text },
      { name: "createdAt", ...word },
      { name: "updatedAt", ...word },
    ],
  },
  {
    name: "wl_Users",
    columns: [
      { name: "id", ...key },
      { name: "email", affinities: textColumn, declaration: "TEXT NOT NULL UNIQUE" },
      { name: "type", affinities: textColumn, declaration: "TEXT NOT NULL DEFAULT 'guest'" },
    ],
  },
];

/**
 * The database of Waline on Workers (https://github.com/lsy-404/Waline_On_Worker, `schema.sql`), which
 * its own setup makes. What is written to its table `wl_Comment`:
 *
 * | column | |
 * | --- | --- |
 * | `id` | INTEGER PRIMARY KEY AUTOINCREMENT |
 * | `url` | the page's path as Waline's widget asks for it: percent-decoded, with the slash at its end |
 * | `nick` | as readers saw it |
 * | `orig` | the text, for Waline's editor: see {@link editorText}. Its Markdown has no way to write a sign that it takes for its own, so what an administrator edits there is shown as that Markdown from then on |
 * | `comment` | the text as HTML |
 * | `insertedAt`, `createdAt`, `updatedAt` | `YYYY-MM-DD HH:MM:SS` in UTC |
 * | `pid` | `id` of the comment that is answered, or NULL |
 * | `rid` | `id` of the thread's root, or NULL; Waline shows each thread in two levels |
 * | `mail` | the author's address where `authors` gives it, else empty, as Waline's own import has it: Waline takes the picture by it, and shows it to administrators only |
 * | `link` | the author's own address where `authors` gives it, else empty |
 * | `user_id` | of the owner's comments, the administrator's account that has the owner's address, if there is one: Waline marks them then, and shows them under the account's name, picture and address; else NULL |
 * | `like` | the number of 👍: the widget's button is called "like" |
 * | `ip` | `migrated` |
 * | `status` | `approved` |
 * | `sticky`, `ua` | 0, empty |
 */
export function walineSchema(): TargetSchema {
  return {
    name: "waline",
    tables,
    create: [],
    setUp:
      "Set Waline up as its documentation says (`wrangler d1 execute <database> --remote --file=./schema.sql`), then run it again. If the database belongs to another comment system, choose that with the input target-schema. Nothing was written.",
    ids: { highest: highestId("wl_Comment") },
    comments: { table: "wl_Comment", id: "id", parentId: "pid", createdAt: "insertedAt" },
    columnMap: "",
    values: ({ pageId, authorName, content, author, reactions }) => [
      pagePath(pageId),
      authorName,
      editorText(content),
      plainTextHtml(content),
      author?.email ?? "",
      author?.url ?? "",
      countOfEmoji(like, reactions),
      author?.isOwner === true ? (author.email ?? null) : null,
    ],
    withoutPlace: ({ reactions, author }) => ({
      reactions: numberOfReactions(reactions) - countOfEmoji(like, reactions),
      isOwner: author?.isOwner === true && author.email === undefined,
    }),
    createdAt: (row) => sqliteTime(row.createdAt),
    write: [
      `INSERT INTO wl_Comment (id, url, nick, orig, comment, mail, link, "like", user_id, insertedAt,
  createdAt, updatedAt, pid, rid, ip, ua, sticky, status)
SELECT l.comment_id, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5, j.value ->> 6,
  j.value ->> 7, j.value ->> 8,
  (SELECT u.id FROM wl_Users u WHERE u.email IN (j.value ->> 9, lower(j.value ->> 9))
    AND u.type = 'administrator'),
  l.created_at, l.created_at, l.created_at,
  ${parentId("SELECT 1 FROM wl_Comment c WHERE c.id = p.comment_id AND p.page_id = l.page_id AND c.insertedAt IS p.created_at")},
  NULL, 'migrated', '', 0, 'approved'
${batchRows}`,
    ],
    attached: threadsOfReplies,
    edit: [
      `UPDATE wl_Comment AS c SET nick = m.nick, orig = m.text, comment = m.html,
  updatedAt = datetime('now')
FROM (SELECT l.comment_id AS id, l.created_at, j.value ->> 3 AS nick, j.value ->> 4 AS text,
  j.value ->> 5 AS html ${batchRows}) m
WHERE c.id = m.id AND c.insertedAt IS m.created_at`,
    ],
    emptied: {
      content: removed,
      write: [
        `UPDATE wl_Comment AS c SET orig = '${removed}', comment = '${plainTextHtml(removed)}',
  updatedAt = datetime('now')
FROM ${emptiedRows} m WHERE c.id = m.id AND c.insertedAt IS m.created_at`,
      ],
    },
    move: [
      `UPDATE wl_Comment AS c SET url = m.page
FROM ${movedRows} m WHERE c.id = m.id AND c.insertedAt IS m.created_at`,
    ],
    pageName: pagePath,
    read: {
      page: "c.url",
      author: "c.nick",
      content: textOfEditor("c.orig"),
      html: "c.comment",
      createdAt: "c.insertedAt",
      isShown: `c.status IS 'approved' AND iif(c.rid IS NULL, c.pid IS NULL,
    EXISTS (SELECT 1 FROM wl_Comment r WHERE r.id = c.rid AND r.rid IS NULL AND r.pid IS NULL
      AND r.status IS 'approved'))`,
      details: { url: "c.link" },
    },
    timeOf: (value) => isoOfSqliteTime(String(value)),
    kept: ({ sourceId, pageId, parentSourceId, authorName, content, createdAt }) => ({
      sourceId,
      page: pagePath(pageId),
      parentSourceId,
      authorName,
      content,
      createdAt: isoOfSqliteTime(sqliteTime(createdAt)),
    }),
    isImported: "c.ip = 'migrated'",
    tidy: [threadsWithoutRoot(sqlText(targetName({ name: "waline", tables })))],
    tidyReplies: [threadsOfOrphans],
  };
}
