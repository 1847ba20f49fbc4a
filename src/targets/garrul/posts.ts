import { ledgerTable } from "../../d1/sql/ledger-table.ts";
import { sqlText } from "../../d1/sql/sql-literal.ts";
import type { CommentRow } from "../../domain/comment-row.ts";

/** The tables with a foreign key to `posts`. Source: Garrul's src/db/migrations, 0001 and 0011. */
const referring = ["comments", "page_reactions", "page_votes"];

/**
 * The statement that makes the rows of `posts` that comments need, and completes others.
 * @param rows SELECT of slug, time of the first comment, title and address
 */
export function insertPosts(rows: string): string {
  return `INSERT INTO posts (slug, created_at, title, url)
${rows}
ON CONFLICT (slug) DO UPDATE SET title = coalesce(posts.title, excluded.title),
  url = coalesce(posts.url, excluded.url)`;
}

/** SQL of a page's address on the site, of its path; NULL where the site's origin is not known. */
export function addressOf(origin: string | undefined, path: string): string {
  return origin === undefined ? "NULL" : `${sqlText(origin)} || ${path}`;
}

/**
 * A page's title as Garrul keeps one that its widget sends.
 * Source: sanitizePostTitle in Garrul's src/lib/post-title.ts
 */
export function postTitle({ pageTitle = "" }: CommentRow): string | null {
  const title = pageTitle
    .replace(/\p{Cc}/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return title === "" ? null : title.slice(0, 200);
}

/**
 * The statement that prepares rows of `posts` for comments to leave them. A row that a migration made has
 * the time of a moved comment, where Garrul's own has that of a reader's first visit: it gets the time of
 * the next moved comment, or with the last one a negative time, which {@link deletePosts} looks for.
 * @param leaving SQL that selects the ids of moved comments that will be elsewhere
 */
export function leavePosts(leaving: string): string {
  return `UPDATE posts AS p SET created_at = coalesce((
  SELECT min(c.created_at) FROM comments c JOIN ${ledgerTable} l
    ON l.target = 'garrul (table comments)' AND l.comment_id = +c.id AND l.created_at IS c.created_at
  WHERE c.post_slug = p.slug AND c.id NOT IN (${leaving})), -1 - p.created_at)
WHERE (p.slug, p.created_at) IN (
  SELECT c.post_slug, c.created_at FROM comments c WHERE c.id IN (${leaving}))`;
}

/**
 * Statements that delete what {@link leavePosts} left to be deleted, unless something of readers or of the
 * site's owner needs it.
 */
export const deletePosts: readonly string[] = [
  `DELETE FROM posts WHERE created_at < 0 AND closed = 0
${[...referring, "subscriptions"].map((table) => `  AND NOT EXISTS (SELECT 1 FROM ${table} r WHERE r.post_slug = posts.slug)`).join("\n")}
  AND NOT EXISTS (SELECT 1 FROM (SELECT name FROM sqlite_master
    WHERE type = 'table' AND name NOT GLOB '_cf_*' LIMIT -1) m, pragma_foreign_key_list(m.name) f
    WHERE f."table" = 'posts' COLLATE NOCASE AND m.name NOT IN (${referring.map(sqlText).join(", ")}))`,
  "UPDATE posts SET created_at = -1 - created_at WHERE created_at < 0",
];
