import { numberColumn, textColumn, wordColumn } from "../../d1/schema/column-affinities.ts";
import { emptiedRows } from "../../d1/schema/emptied-rows.ts";
import { highestId } from "../../d1/schema/highest-id.ts";
import { movedRows } from "../../d1/schema/moved-rows.ts";
import { batchRows, parentId } from "../../d1/schema/parent-id.ts";
import type { TargetSchema } from "../../d1/schema/target-schema.ts";
import { originOf } from "../../domain/origin-of.ts";
import { numberOfReactions } from "../../domain/reactions.ts";
import { sqliteTime } from "../../domain/sqlite-time.ts";
import { publishedTime } from "../public-api/published-time.ts";
import { commentKitMessages } from "./messages.ts";
import { attachedReactions, placedReactions } from "./reactions.ts";

// What is not approved is not shown, and comment-kit makes top-level comments of the replies to it.
const removed = "[removed]";

// Source: PUBLIC_MAX_LIMIT in comment-kit's src/lib/db.ts.
const mostOfPage = 100;

const notNull = { affinities: textColumn, declaration: "TEXT NOT NULL" };
const text = { affinities: textColumn, declaration: "TEXT" };
const time = { affinities: wordColumn, declaration: "DATETIME DEFAULT CURRENT_TIMESTAMP" };
const id = {
  name: "id",
  affinities: ["INTEGER"],
  declaration: "INTEGER PRIMARY KEY AUTOINCREMENT",
  primaryKey: true,
} as const;

/**
 * The database of comment-kit as a Worker (https://github.com/fardm/comment-kit,
 * `migrations/schema.sql`), which its own setup makes. What is written:
 *
 * | table | columns |
 * | --- | --- |
 * | `comments` | `id` (INTEGER PRIMARY KEY AUTOINCREMENT), `page_url` (the page's whole address: its Worker takes new comments under no other name, so the site's page must give it `.Permalink`), `parent_id`, `author_name`, `content` (the text), `author_email` (the author's address where `authors` gives it, else empty, as its own import writes it; its API returns it to nobody), `author_url` (the author's own address where `authors` gives it, or NULL), `created_at` and `updated_at` (`YYYY-MM-DD HH:MM:SS` in UTC), `status` = `approved`, `ip_address` = `migrated` |
 * | `votes` | see {@link attachedReactions} |
 *
 * It knows no owner, and its API returns the first 100 comments of a page.
 * @param address of the site, without a path; undefined where it is not known
 */
export function commentKitSchema(address?: string): TargetSchema {
  const site = address === undefined ? undefined : originOf(address);
  const pageName = (pageId: string) => `${site ?? ""}${pageId}`;
  return {
    name: "comment-kit",
    tables: [
      {
        name: "comments",
        columns: [
          id,
          { name: "page_url", ...notNull },
          { name: "parent_id", affinities: numberColumn, declaration: "INTEGER DEFAULT NULL" },
          { name: "author_name", ...notNull },
          { name: "author_email", ...notNull },
          { name: "author_url", ...text },
          { name: "content", ...notNull },
          { name: "created_at", ...time },
          { name: "updated_at", ...time },
          { name: "status", affinities: textColumn, declaration: "TEXT DEFAULT 'pending'" },
          { name: "ip_address", affinities: wordColumn, declaration: "TEXT" },
        ],
      },
      {
        name: "votes",
        columns: [
          id,
          {
            name: "comment_id",
            affinities: numberColumn,
            declaration: "INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE",
          },
          { name: "ip_address", ...notNull },
          {
            name: "reaction_type",
            affinities: textColumn,
            declaration: "TEXT NOT NULL DEFAULT 'heart'",
          },
          { name: "created_at", ...time },
        ],
      },
    ],
    create: [],
    setUp:
      "Set comment-kit up with its own `npm run d1:migrate`, then run it again. If the database belongs to another comment system, choose that with the input target-schema. Nothing was written.",
    mostOfPage,
    ids: { highest: highestId("comments") },
    comments: { table: "comments", id: "id", parentId: "parent_id", createdAt: "created_at" },
    columnMap: site === undefined ? "" : `page_url=${site}`,
    values: (row) => [
      pageName(row.pageId),
      row.authorName,
      row.content,
      row.author?.email ?? "",
      row.author?.url ?? null,
    ],
    attached: attachedReactions,
    withoutPlace: (row) => ({
      reactions: numberOfReactions(row.reactions) - placedReactions(row),
      isOwner: row.author?.isOwner === true,
    }),
    createdAt: ({ createdAt }) => sqliteTime(createdAt),
    write: [
      `INSERT INTO comments (id, page_url, parent_id, author_name, author_email, author_url, content,
  created_at, updated_at, status, ip_address)
SELECT l.comment_id, j.value ->> 2,
  ${parentId("SELECT 1 FROM comments c WHERE c.id = p.comment_id AND p.page_id = l.page_id AND c.created_at IS p.created_at")},
  j.value ->> 3, j.value ->> 5, j.value ->> 6, j.value ->> 4, l.created_at, l.created_at,
  'approved', 'migrated'
${batchRows}`,
    ],
    edit: [
      `UPDATE comments AS c SET author_name = m.name, content = m.text, updated_at = CURRENT_TIMESTAMP
FROM (SELECT l.comment_id AS id, l.created_at, j.value ->> 3 AS name, j.value ->> 4 AS text
  ${batchRows}) m
WHERE c.id = m.id AND c.created_at IS m.created_at`,
    ],
    emptied: {
      content: removed,
      write: [
        `UPDATE comments AS c SET content = '${removed}', updated_at = CURRENT_TIMESTAMP
FROM ${emptiedRows} m WHERE c.id = m.id AND c.created_at IS m.created_at`,
      ],
    },
    move: [
      `UPDATE comments AS c SET page_url = m.page
FROM ${movedRows} m WHERE c.id = m.id AND c.created_at IS m.created_at`,
    ],
    pageName,
    read: {
      page: "c.page_url",
      author: "c.author_name",
      content: "c.content",
      createdAt: "c.created_at",
      isShown: "c.status IS 'approved'",
      details: { url: "c.author_url" },
    },
    timeOf: (value) => publishedTime(String(value)),
    kept(row) {
      const { sourceId, pageId, parentSourceId, authorName, content } = row;
      if (site === undefined) {
        throw commentKitMessages.error("site-address-unknown", { page: pageId });
      }
      return {
        sourceId,
        page: pageName(pageId),
        parentSourceId,
        authorName,
        content,
        createdAt: publishedTime(sqliteTime(row.createdAt)),
      };
    },
    isImported: "c.ip_address = 'migrated'",
    tidy: [],
  };
}
