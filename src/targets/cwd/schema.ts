import { noAncestor } from "../../d1/schema/ancestors.ts";
import {
  numberColumn,
  textColumn,
  timeColumn,
  wordColumn,
} from "../../d1/schema/column-affinities.ts";
import { emptiedRows } from "../../d1/schema/emptied-rows.ts";
import { highestId } from "../../d1/schema/highest-id.ts";
import { movedRows } from "../../d1/schema/moved-rows.ts";
import { batchRows, parentId } from "../../d1/schema/parent-id.ts";
import type { TargetSchema } from "../../d1/schema/target-schema.ts";
import { givenOrDerivedHtml, htmlToGive } from "../../d1/sql/derived-html.ts";
import { sqlText } from "../../d1/sql/sql-literal.ts";
import type { CommentRow } from "../../domain/comment-row.ts";
import { isoOfMilliseconds } from "../../domain/milliseconds-time.ts";
import { plainTextHtml } from "../../domain/plain-text-html.ts";
import { countOfEmoji, numberOfReactions } from "../../domain/reactions.ts";
import { isReadBack, textOfMarkdown } from "../markdown/plain-text-markdown.ts";
import { cwdMarkdownOf } from "./markdown.ts";

// CWD deletes a comment whole, and shows the replies to one that is not approved nowhere.
const removed = "[removed]";

const comments = {
  table: "Comment",
  id: "id",
  parentId: "parent_id",
  createdAt: "created",
} as const;

const like = "👍";
const contentHtml = givenOrDerivedHtml("j.value ->> 5", textOfMarkdown("j.value ->> 4"));
const notNull = { affinities: textColumn, declaration: "TEXT NOT NULL" };

/**
 * The database of CWD (https://github.com/anghunk/cwd, `cwd-api/schemas/comment.sql`), which its own
 * setup makes. What is written to its table `Comment`:
 *
 * | column | |
 * | --- | --- |
 * | `id` | INTEGER PRIMARY KEY AUTOINCREMENT |
 * | `created` | ms since 1970 |
 * | `post_slug` | the page's path, percent-decoded, as CWD's own API stores it |
 * | `name` | as readers saw it |
 * | `content_text` | Markdown that shows the text, as CWD's editor would have it |
 * | `content_html` | the text as HTML |
 * | `email` | the author's address where `authors` gives it, else the name, with ` at ` for `@`: CWD's admin panel saves no comment without an address (`updateComment.ts`), but any text is one there; it shows the avatar that CWD itself takes where there is no address (`getAvatar.ts`), and nobody writes to it (`isValidEmail` in `email.ts`). CWD's API returns it to everybody, and marks those comments as the owner's whose address is the admin's (`getComments.ts`) |
 * | `url` | the author's own address where `authors` gives it, or NULL |
 * | `likes` | the number of 👍: the widget's button shows a thumb, is called "like", and counts a person once |
 * | `ip_address` | `migrated` |
 * | `parent_id` | `id` of the comment that is answered, or NULL |
 * | `status` | `approved` |
 * | `site_id` | the `siteId` of CWD's widget, where one is given; else CWD's default, which is empty |
 */
export function cwdSchema(siteId?: string): TargetSchema {
  const ofSite =
    siteId === undefined ? undefined : { column: ", site_id", value: ", j.value ->> 9" };
  return {
    name: "cwd",
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
          { name: "created", affinities: timeColumn, declaration: "INTEGER NOT NULL" },
          { name: "post_slug", ...notNull },
          { name: "name", ...notNull },
          { name: "email", ...notNull },
          { name: "url", affinities: textColumn, declaration: "TEXT" },
          { name: "ip_address", affinities: wordColumn, declaration: "TEXT" },
          { name: "content_text", ...notNull },
          { name: "content_html", ...notNull },
          { name: "parent_id", affinities: numberColumn, declaration: "INTEGER" },
          { name: "likes", affinities: numberColumn, declaration: "INTEGER NOT NULL DEFAULT 0" },
          { name: "status", affinities: textColumn, declaration: "TEXT DEFAULT 'approved'" },
          ...(siteId === undefined
            ? []
            : [
                {
                  name: "site_id",
                  affinities: textColumn,
                  declaration: "TEXT NOT NULL DEFAULT ''",
                },
              ]),
        ],
      },
    ],
    create: [],
    setUp:
      "Set CWD up as its documentation says (`wrangler d1 execute <database> --remote --file=./schemas/comment.sql`), then run it again. If the database belongs to another comment system, choose that with the input target-schema. Nothing was written.",
    ids: { highest: highestId("Comment") },
    comments,
    columnMap: siteId === undefined ? "" : `site_id=${siteId}`,
    values: (row) => [
      decodedPath(row.pageId),
      row.authorName,
      ...contentOf(row),
      row.author?.email ?? emailOf(row.authorName),
      row.author?.url ?? null,
      countOfEmoji(like, row.reactions),
      ...(siteId === undefined ? [] : [siteId]),
    ],
    withoutPlace: ({ reactions, author }) => ({
      reactions: numberOfReactions(reactions) - countOfEmoji(like, reactions),
      isOwner: author?.isOwner === true && author.email === undefined,
    }),
    createdAt: (row) => Date.parse(row.createdAt),
    write: [
      `INSERT INTO Comment (id, created, post_slug, name, email, url, ip_address, content_text,
  content_html, likes, parent_id, status${ofSite?.column ?? ""})
SELECT l.comment_id, l.created_at, j.value ->> 2, j.value ->> 3, j.value ->> 6, j.value ->> 7,
  'migrated', j.value ->> 4, ${contentHtml}, j.value ->> 8,
  ${parentId("SELECT 1 FROM Comment c WHERE c.id = p.comment_id AND p.page_id = l.page_id AND c.created IS p.created_at")},
  'approved'${ofSite?.value ?? ""}
${batchRows}`,
    ],
    edit: [
      `UPDATE Comment AS c SET name = m.name, content_text = m.text, content_html = m.html,
  email = iif(c.email IN ('', replace(c.name, '@', ' at ')), m.email, c.email)
FROM (SELECT l.comment_id AS id, l.created_at, j.value ->> 3 AS name, j.value ->> 4 AS text,
  ${contentHtml} AS html, j.value ->> 6 AS email ${batchRows}) m
WHERE c.id = m.id AND c.created IS m.created_at`,
    ],
    emptied: {
      content: removed,
      write: [
        `UPDATE Comment AS c SET content_text = '${removed}', content_html = '${plainTextHtml(removed)}'
FROM ${emptiedRows} m WHERE c.id = m.id AND c.created IS m.created_at`,
      ],
    },
    move: [
      `UPDATE Comment AS c SET post_slug = m.page
FROM ${movedRows} m WHERE c.id = m.id AND c.created IS m.created_at`,
    ],
    pageName: decodedPath,
    read: {
      page: "c.post_slug",
      author: "c.name",
      content: textOfMarkdown("c.content_text"),
      html: "c.content_html",
      createdAt: "c.created",
      isShown: `c.status IS 'approved' AND ${noAncestor(comments, "h.status IS NOT 'approved'")}`,
      ...(siteId === undefined ? {} : { isOfSite: `c.site_id = ${sqlText(siteId)}` }),
      details: { url: "c.url" },
    },
    timeOf: isoOfMilliseconds,
    kept: ({ sourceId, pageId, parentSourceId, authorName, content, createdAt }) => ({
      sourceId,
      page: decodedPath(pageId),
      parentSourceId,
      authorName,
      content,
      createdAt,
    }),
    isImported: "c.ip_address = 'migrated'",
    tidy: [],
  };
}

/** `content_text`, and of `content_html` what its SQL needs. */
function contentOf({ content }: CommentRow): readonly [markdown: string, html: string | null] {
  const markdown = cwdMarkdownOf(content);
  return [markdown, isReadBack(content, markdown) ? htmlToGive(content) : plainTextHtml(content)];
}

/** What is in place of an address. */
function emailOf(authorName: string): string {
  return authorName.replaceAll("@", " at ");
}

/** What CWD makes of the address before it stores or compares it: decodes until nothing changes. */
function decodedPath(pageId: string): string {
  let path = pageId.trim();
  for (;;) {
    const decoded = decodedOnce(path);
    if (decoded === path) return path;
    path = decoded;
  }
}

function decodedOnce(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
