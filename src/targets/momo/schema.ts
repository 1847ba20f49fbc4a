import { createHash } from "node:crypto";
import { noAncestor } from "../../d1/schema/ancestors.ts";
import { numberColumn, textColumn, wordColumn } from "../../d1/schema/column-affinities.ts";
import { emptiedRows } from "../../d1/schema/emptied-rows.ts";
import { highestId } from "../../d1/schema/highest-id.ts";
import { movedRows } from "../../d1/schema/moved-rows.ts";
import { batchRows, parentId } from "../../d1/schema/parent-id.ts";
import type { TargetSchema } from "../../d1/schema/target-schema.ts";
import type { CommentRow } from "../../domain/comment-row.ts";
import { plainTextHtml } from "../../domain/plain-text-html.ts";
import { numberOfReactions } from "../../domain/reactions.ts";
import { textOfMarkdown } from "../markdown/plain-text-markdown.ts";
import { publishedTime } from "../public-api/published-time.ts";
import { momoMarkdownOf } from "./markdown.ts";

// Momo shows the replies to a comment that is not approved nowhere, so a removed one stays approved.
const removed = "[removed]";

const comments = {
  table: "Comment",
  id: "id",
  parentId: "parent_id",
  createdAt: "pub_date",
} as const;

const notNull = { affinities: textColumn, declaration: "TEXT NOT NULL" };

/**
 * The database of Momo (https://github.com/Motues/Momo-Backend, `worker/schemas/comment.sql`), which
 * its own setup makes. What is written to its table `Comment`:
 *
 * | column | |
 * | --- | --- |
 * | `id` | INTEGER PRIMARY KEY AUTOINCREMENT |
 * | `pub_date` | ISO 8601 in UTC with milliseconds, as Momo's Worker writes it; the column's own default is of another form |
 * | `post_slug` | the page's address on its site: the widget's `slugId` must be `.RelPermalink` |
 * | `author` | as readers saw it |
 * | `content_text` | Markdown that shows the text, as Momo's editor would have stored it |
 * | `content_html` | the text as HTML |
 * | `email` | the author's address where `authors` gives it, else `migrated-` and 16 hex digits of the name: without any, Momo's own import leaves a comment out and its dashboard can't list it; and to what has no `@`, its Worker sends nothing. Momo's API returns it to everybody, and marks those comments as the owner's whose address is the admin's (`getComments.ts`) |
 * | `url` | the author's own address where `authors` gives it, or NULL |
 * | `ip_address` | `migrated` |
 * | `parent_id` | `id` of the comment that is answered, or NULL |
 * | `status` | `approved` |
 */
export function momoSchema(): TargetSchema {
  return {
    name: "momo",
    tables: [
      {
        name: "Comment",
        columns: [
          {
            name: "id",
            affinities: ["INTEGER"],
            declaration: "INTEGER PRIMARY KEY AUTOINCREMENT",
            primaryKey: true,
          },
          {
            name: "pub_date",
            affinities: wordColumn,
            declaration: "DATETIME DEFAULT CURRENT_TIMESTAMP",
          },
          { name: "post_slug", ...notNull },
          { name: "author", ...notNull },
          { name: "email", ...notNull },
          { name: "url", affinities: textColumn, declaration: "TEXT" },
          { name: "ip_address", affinities: wordColumn, declaration: "TEXT" },
          { name: "content_text", ...notNull },
          { name: "content_html", ...notNull },
          { name: "parent_id", affinities: numberColumn, declaration: "INTEGER" },
          { name: "status", affinities: textColumn, declaration: "TEXT DEFAULT 'approved'" },
        ],
      },
    ],
    create: [],
    setUp:
      "Set Momo up as its documentation says (run `worker/schemas/comment.sql` in its D1 database), then run it again. If the database belongs to another comment system, choose that with the input target-schema. Nothing was written.",
    ids: { highest: highestId("Comment") },
    comments,
    columnMap: "",
    values: (row) => [
      row.authorName,
      momoMarkdownOf(row.content),
      plainTextHtml(row.content),
      row.author?.email ?? placeholderOf(row),
      row.author?.url ?? null,
    ],
    withoutPlace: ({ reactions, author }) => ({
      reactions: numberOfReactions(reactions),
      isOwner: author?.isOwner === true && author.email === undefined,
    }),
    createdAt: (row) => row.createdAt,
    write: [
      `INSERT INTO Comment (id, pub_date, post_slug, author, email, url, ip_address, content_text,
  content_html, parent_id, status)
SELECT l.comment_id, l.created_at, l.page_id, j.value ->> 2, j.value ->> 5, j.value ->> 6,
  'migrated', j.value ->> 3, j.value ->> 4,
  ${parentId("SELECT 1 FROM Comment c WHERE c.id = p.comment_id AND c.post_slug = p.page_id AND c.pub_date IS p.created_at")},
  'approved'
${batchRows}`,
    ],
    edit: [
      `UPDATE Comment AS c SET author = m.name, content_text = m.text, content_html = m.html
FROM (SELECT l.comment_id AS id, l.created_at, j.value ->> 2 AS name, j.value ->> 3 AS text,
  j.value ->> 4 AS html ${batchRows}) m
WHERE c.id = m.id AND c.pub_date IS m.created_at`,
    ],
    emptied: {
      content: removed,
      write: [
        `UPDATE Comment AS c SET content_text = '${removed}', content_html = '${plainTextHtml(removed)}'
FROM ${emptiedRows} m WHERE c.id = m.id AND c.pub_date IS m.created_at`,
      ],
    },
    move: [
      `UPDATE Comment AS c SET post_slug = m.page
FROM ${movedRows} m WHERE c.id = m.id AND c.pub_date IS m.created_at`,
    ],
    pageName: (pageId) => pageId,
    read: {
      page: "c.post_slug",
      author: "c.author",
      content: textOfMarkdown("c.content_text"),
      html: "c.content_html",
      createdAt: "c.pub_date",
      isShown: `c.status IS 'approved' AND ${noAncestor(comments, "h.status IS NOT 'approved'")}`,
      details: { url: "c.url" },
    },
    timeOf: (value) => publishedTime(String(value)),
    kept: ({ sourceId, pageId, parentSourceId, authorName, content, createdAt }) => ({
      sourceId,
      page: pageId,
      parentSourceId,
      authorName,
      content,
      createdAt,
    }),
    isImported: "c.ip_address = 'migrated'",
    tidy: [],
  };
}

/** One a name: Momo makes a picture of it, and lists people by name and address. */
function placeholderOf({ authorName }: CommentRow): string {
  return `migrated-${createHash("sha256").update(authorName).digest("hex").slice(0, 16)}`;
}
