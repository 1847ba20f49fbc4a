import { noAncestor } from "../../d1/schema/ancestors.ts";
import { numberColumn, textColumn, timeColumn } from "../../d1/schema/column-affinities.ts";
import { emptiedRows } from "../../d1/schema/emptied-rows.ts";
import { movedRows } from "../../d1/schema/moved-rows.ts";
import { batchRows, parentId } from "../../d1/schema/parent-id.ts";
import type { ExpectedColumn, TargetSchema } from "../../d1/schema/target-schema.ts";
import { givenOrDerivedHtml, htmlToGive } from "../../d1/sql/derived-html.ts";
import { ledgerTable } from "../../d1/sql/ledger-table.ts";
import type { CommentRow } from "../../domain/comment-row.ts";
import type { Finding } from "../../domain/finding.ts";
import { isoOfMilliseconds } from "../../domain/milliseconds-time.ts";
import { plainTextHtml } from "../../domain/plain-text-html.ts";
import { numberOfReactions } from "../../domain/reactions.ts";
import { derivedUlid } from "../derived-ids/derived-ulid.ts";
import { isReadBack, markdownOf, textOfMarkdown } from "../markdown/plain-text-markdown.ts";
import { importSource } from "./import-source.ts";
import { garrulMessages } from "./messages.ts";
import { pageSlug } from "./page-slug.ts";
import { addressOf, deletePosts, insertPosts, leavePosts, postTitle } from "./posts.ts";
import { attachedReactions, placedReactions, votesOf } from "./reactions.ts";

const text = { affinities: textColumn, declaration: "TEXT" };
const notNull = { affinities: textColumn, declaration: "TEXT NOT NULL" };
const number = { affinities: numberColumn, declaration: "INTEGER NOT NULL" };
const count = { affinities: numberColumn, declaration: "INTEGER NOT NULL DEFAULT 0" };
const time = { affinities: timeColumn, declaration: "INTEGER NOT NULL" };
const key = { affinities: textColumn, declaration: "TEXT PRIMARY KEY", primaryKey: true };

const ofComment = {
  affinities: textColumn,
  declaration: "TEXT NOT NULL REFERENCES comments (id)",
};

const commentColumns: readonly ExpectedColumn[] = [
  { name: "id", ...key },
  { name: "post_slug", ...notNull },
  { name: "parent_id", ...text },
  { name: "user_id", ...notNull },
  { name: "body_md", ...notNull },
  { name: "body_html", ...notNull },
  { name: "renderer_version", ...number },
  { name: "status", ...notNull },
  { name: "created_at", ...time },
  { name: "deleted_at", affinities: timeColumn, declaration: "INTEGER" },
  { name: "import_source", ...text },
  { name: "import_id", ...text },
  { name: "depth", ...number },
  { name: "score_up", ...count },
  { name: "score_down", ...count },
];

// Releases before 1.0 wrote the second one.
const importSources = `'${importSource}', 'matrix'`;

// Garrul renders anew what an older version of its renderer made; ours is no output of it at all.
const rendererVersion = 2;
// Source: MAX_REPLY_DEPTH in Garrul's src/lib/tree.ts.
const maxDepth = 8;

const insertAuthors = `INSERT INTO users (id, provider, provider_id, name, created_at, import_source)
SELECT j.value ->> 2, 'anon', 'migrated:' || (j.value ->> 2), j.value ->> 3, min(l.created_at), '${importSource}'
${batchRows} WHERE true GROUP BY j.value ->> 2
ON CONFLICT DO NOTHING`;

const bodyHtml = givenOrDerivedHtml("j.value ->> 5", textOfMarkdown("j.value ->> 4"));

const comments = {
  table: "comments",
  id: "id",
  parentId: "parent_id",
  createdAt: "created_at",
} as const;
// Nobody sees what answers a comment in quarantine. Source: listCommentsForThreads in src/db/queries.ts.
const isShown = `c.status IS 'approved' AND ${noAncestor(comments, "h.status IN ('spam', 'pending')")}`;

const deleteAuthors = `DELETE FROM users WHERE import_source IN (${importSources}) AND provider = 'anon'
  AND NOT EXISTS (SELECT 1 FROM comments c WHERE c.user_id = users.id)
  AND id NOT IN (SELECT user_id FROM reactions) AND id NOT IN (SELECT user_id FROM votes)`;

/**
 * The database of Garrul (https://github.com/KingPin/Garrul, migrations 0001 to 0015 and later),
 * which its own setup makes. What is written:
 *
 * | table | columns |
 * | --- | --- |
 * | `posts` | `slug` (what {@link pageSlug} returns, as the widget's `data-slug` has to), `title`, `url` (its address on the site; both only where Garrul knows none), `created_at` (of its first moved comment) |
 * | `users` | one ghost an author name: `id` (ULID), `provider` = `anon`, `provider_id` = `migrated:<id>`, `name`, `created_at`, `import_source` = `comment-migration` |
 * | `comments` | `id` (ULID), `post_slug`, `parent_id`, `user_id`, `body_md` (Markdown that shows the text), `body_html`, `renderer_version`, `status` = `approved`, `created_at` (ms), `import_source` = `comment-migration`, `import_id` (source and source id), `depth` (1 for a root, at most 8), `score_up` and `score_down` |
 * | `reactions`, `votes`, `users` | see {@link attachedReactions} |
 *
 * Garrul shows no mark of the owner: its API withholds `is_admin` and `role`, and its widget marks
 * only who has signed in (`src/lib/tree.ts`). A ghost gets neither, for with them it would be a
 * moderator.
 * @param origin of the site; undefined where it is not known
 */
export function garrulSchema(origin?: string): TargetSchema {
  return {
    name: "garrul",
    tables: [
      { name: "comments", columns: commentColumns },
      {
        name: "posts",
        columns: [
          { name: "slug", ...key },
          { name: "title", ...text },
          { name: "url", ...text },
          { name: "created_at", ...time },
          { name: "closed", ...count },
        ],
      },
      {
        name: "users",
        columns: [
          { name: "id", ...key },
          { name: "provider", ...notNull },
          { name: "provider_id", ...text },
          { name: "name", ...notNull },
          { name: "created_at", ...time },
          { name: "import_source", ...text },
        ],
      },
      {
        name: "reactions",
        columns: [
          { name: "comment_id", ...ofComment },
          { name: "user_id", ...notNull },
          { name: "kind", ...notNull },
          { name: "created_at", ...time },
        ],
      },
      {
        name: "votes",
        columns: [
          { name: "comment_id", ...ofComment },
          { name: "user_id", ...notNull },
          { name: "value", ...number },
          { name: "created_at", ...time },
        ],
      },
    ],
    readTables: ["page_reactions", "page_votes", "subscriptions"],
    create: [],
    setUp:
      "Set Garrul up or update it with its own `npm run migrate`, then run it again. If the database belongs to another comment system, choose that with the input target-schema. Nothing was written.",
    maxDepth,
    ids: { of: commentId },
    comments,
    columnMap: "",
    values: (row) => {
      const { up, down } = votesOf(row);
      return [
        userId(row.authorName),
        row.authorName,
        ...bodyOf(row),
        up,
        down,
        postTitle(row),
        pageSlug(row.pageId),
      ];
    },
    attached: attachedReactions,
    withoutPlace: (row) => ({
      reactions: numberOfReactions(row.reactions) - placedReactions(row),
      isOwner: row.author?.isOwner === true,
    }),
    createdAt: (row) => Date.parse(row.createdAt),
    write: [
      insertAuthors,
      insertPosts(`SELECT j.value ->> 9, min(l.created_at), min(j.value ->> 8), ${addressOf(origin, "l.page_id")}
${batchRows} WHERE true GROUP BY l.page_id`),
      `INSERT INTO comments (id, post_slug, parent_id, user_id, body_md, body_html, renderer_version,
  status, created_at, import_source, import_id, score_up, score_down, depth)
SELECT l.comment_id, j.value ->> 9,
  ${parentId("SELECT 1 FROM comments c WHERE c.id = p.comment_id AND c.post_slug = j.value ->> 9 AND p.page_id = l.page_id AND c.created_at IS p.created_at")},
  j.value ->> 2, j.value ->> 4, ${bodyHtml}, ${rendererVersion}, 'approved', l.created_at,
  '${importSource}', l.source || ' ' || l.source_id, j.value ->> 6, j.value ->> 7,
  (WITH RECURSIVE up (source_id, depth) AS (
    SELECT l.parent_source_id, 1
    UNION ALL
    SELECT a.parent_source_id, up.depth + 1 FROM up JOIN ${ledgerTable} a
      ON a.source = l.source AND a.source_id = up.source_id
  ) SELECT max(depth) FROM up)
${batchRows}`,
    ],
    edit: [
      insertAuthors,
      `UPDATE comments AS c SET user_id = m.user_id, body_md = m.text, body_html = m.html,
  renderer_version = ${rendererVersion}
FROM (SELECT l.comment_id AS id, l.created_at, j.value ->> 2 AS user_id, j.value ->> 4 AS text,
  ${bodyHtml} AS html ${batchRows}) m
WHERE c.id = m.id AND c.created_at IS m.created_at`,
      deleteAuthors,
    ],
    // Garrul's own way: a deleted comment with replies is shown as a placeholder.
    // Source: Garrul's src/lib/tree.ts and updateCommentStatus in src/db/queries.ts.
    emptied: {
      content: "",
      write: [
        `UPDATE comments AS c SET body_md = '', body_html = '', status = 'deleted',
  deleted_at = coalesce(c.deleted_at, CAST(strftime('%s', 'now') AS INTEGER) * 1000)
FROM ${emptiedRows} m WHERE c.id = m.id AND c.created_at IS m.created_at`,
      ],
    },
    move: [
      insertPosts(`SELECT m.page, min(m.created_at), min(p.title), ${addressOf(origin, "m.page_id")}
FROM ${movedRows} m LEFT JOIN comments c ON c.id = m.id LEFT JOIN posts p ON p.slug = c.post_slug
WHERE true GROUP BY m.page_id`),
      leavePosts(`SELECT m.id FROM ${movedRows} m JOIN comments o
  ON o.id = m.id AND o.created_at IS m.created_at WHERE o.post_slug <> m.page`),
      `UPDATE comments AS c SET post_slug = m.page
FROM ${movedRows} m WHERE c.id = m.id AND c.created_at IS m.created_at`,
      ...deletePosts,
    ],
    pageName: pageSlug,
    findingOf: pageFinding,
    read: {
      page: "c.post_slug",
      author: "u.name",
      content: textOfMarkdown("c.body_md"),
      html: "c.body_html",
      createdAt: "c.created_at",
      isShown,
      joins: "LEFT JOIN users u ON u.id = c.user_id",
    },
    timeOf: isoOfMilliseconds,
    kept: ({ sourceId, pageId, parentSourceId, authorName, content, createdAt }) => ({
      sourceId,
      page: pageSlug(pageId),
      parentSourceId,
      authorName,
      content,
      createdAt,
    }),
    isImported: `c.import_source IN (${importSources})`,
    beforeRemoval: (going) => [
      leavePosts(`SELECT o.id FROM ${going} l JOIN comments o
  ON o.id = l.comment_id AND o.created_at IS l.created_at`),
    ],
    tidy: [deleteAuthors, ...deletePosts],
    // Nobody could answer a reply that seems to be as deep as it was.
    tidyReplies: [
      `UPDATE comments AS c SET depth = t.depth
FROM (WITH RECURSIVE below (id, depth) AS (
  SELECT id, 1 FROM comments WHERE parent_id IS NULL AND depth > 1
  UNION ALL
  SELECT r.id, below.depth + 1 FROM below JOIN comments r ON r.parent_id = below.id
) SELECT id, depth FROM below) t
WHERE c.id = t.id`,
    ],
  };
}

/** `body_md`, and of `body_html` what {@link bodyHtml} needs. */
function bodyOf({ content }: CommentRow): readonly [markdown: string, html: string | null] {
  const markdown = markdownOf(content);
  return [markdown, isReadBack(content, markdown) ? htmlToGive(content) : plainTextHtml(content)];
}

function commentId(row: CommentRow): string {
  return derivedUlid(Date.parse(row.createdAt), `${row.source} ${row.sourceId}`);
}

function pageFinding(pageId: string): Finding | undefined {
  const slug = pageSlug(pageId);
  if (slug === pageId) return undefined;
  return garrulMessages.finding("page-named-by-hash", { page: pageId, slug }, { pageId });
}

/** A name is all that readers see of an author, and Garrul keeps one name a user. */
function userId(authorName: string): string {
  return derivedUlid(0, `author ${authorName}`);
}
