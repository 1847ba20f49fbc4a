import { createHash } from "node:crypto";
import { z } from "zod";
import type { CommentDetails } from "../domain/comment-details.ts";
import type { HeldComment } from "../domain/kept-comment.ts";

/** How the content of archived comments is written. */
export type ArchivedFormat = "text" | "html" | "markdown";

const reaction = z.object({ key: z.string(), count: z.number() });

const archivedComment = z.object({
  /** The target's id of the comment. */
  id: z.string(),
  parent_id: z.string().nullable(),
  parent_author: z.string().nullable(),
  /** Comments above it in its thread; 0 for a root. */
  depth: z.number(),
  author: z.string(),
  /** ISO 8601 in UTC; null where the target holds no time. */
  created: z.string().nullable(),
  content: z.string(),
  /** The most frequent first; absent where there are none. */
  reactions: z.array(reaction).optional(),
  /** Absent where the owner of the site did not write it. */
  owner: z.literal(true).optional(),
  /** The author's own http(s) address. */
  url: z.string().optional(),
});

/** The content of an archive's file: a page's threads, each reply after what it answers. */
export const archivedPage = z.object({
  made_by: z.literal("hugo-comment-migration"),
  version: z.literal(1),
  /** Hugo's `.RelPermalink`. */
  page: z.string(),
  format: z.enum(["text", "html", "markdown"]),
  /** The site has no such page any more, and no table its comments; absent for every other. */
  gone: z.literal(true).optional(),
  comments: z.array(archivedComment),
});

/** See {@link archivedPage}. */
export type ArchivedPage = z.infer<typeof archivedPage>;
type ArchivedComment = z.infer<typeof archivedComment>;
/** What of a comment an archive needs. */
export type ArchivableComment = Pick<
  HeldComment,
  "sourceId" | "commentId" | "kept" | "isShown" | "isEmptied"
>;

/** What an archive shows of a comment that not every target has a place for. */
export type ArchivedDetail = "reactions" | "owner" | "url";

/** All of them. */
export const archivedDetails: readonly ArchivedDetail[] = ["reactions", "owner", "url"];

type Kept = ArchivableComment & { readonly kept: NonNullable<HeldComment["kept"]> };

/**
 * File name of a page's archive: the SHA-256 of the page id (its UTF-8 bytes) as 64 hex digits in
 * lower case, and `.json`. It is safe and its own on every file system, whatever the page id holds,
 * and Hugo's `sha256` finds it.
 */
export function archiveFileName(pageId: string): string {
  return `${createHash("sha256").update(pageId).digest("hex")}.json`;
}

/** The text of a page's archive: the same bytes for the same comments. */
export function archiveText(page: ArchivedPage): string {
  return `${JSON.stringify(page, undefined, 1)}\n`;
}

/**
 * Arranges a page's comments in threads, siblings in the order given. Comments that someone has deleted or
 * hidden are skipped, and their replies become roots.
 * @param details by source id, as far as there are any
 */
export function archivePage(
  pageId: string,
  format: ArchivedFormat,
  held: readonly ArchivableComment[],
  details: ReadonlyMap<string, CommentDetails> = new Map(),
): ArchivedPage {
  const there = held.filter(
    (comment): comment is Kept => comment.kept !== null && (comment.isShown || comment.isEmptied),
  );
  const byEvent = new Map(there.map((comment) => [comment.sourceId, comment]));
  const answered = ({ kept }: Kept) =>
    kept.parentSourceId === null ? undefined : byEvent.get(kept.parentSourceId);
  const replies = Map.groupBy(there, answered);
  const waiting = (replies.get(undefined) ?? [])
    .toReversed()
    .map((comment) => ({ comment, depth: 0 }));
  const comments: ArchivedComment[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { comment, depth } = next;
    comments.push({
      ...archivedOf(comment, answered(comment), depth),
      ...withoutEmpty(details.get(comment.sourceId)),
    });
    const below = replies.get(comment) ?? [];
    waiting.push(...below.toReversed().map((reply) => ({ comment: reply, depth: depth + 1 })));
  }
  return { made_by: "hugo-comment-migration", version: 1, page: pageId, format, comments };
}

/**
 * The page with the details that an archive of it had, of the comments that are the same by id and time:
 * some targets give the id of a deleted one to another.
 * @param lacks those that are not known now; the others are as the page has them
 */
export function withDetailsOf(
  earlier: ArchivedPage,
  page: ArchivedPage,
  lacks: readonly ArchivedDetail[] = archivedDetails,
): ArchivedPage {
  const before = new Map(earlier.comments.map((comment) => [comment.id, comment]));
  const comments = page.comments.map((comment) => {
    const same = before.get(comment.id);
    if (same === undefined || same.created !== comment.created) return comment;
    const { reactions, owner, url } = same;
    return {
      ...comment,
      ...(reactions === undefined || !lacks.includes("reactions") ? {} : { reactions }),
      ...(owner === undefined || !lacks.includes("owner") ? {} : { owner }),
      ...(url === undefined || !lacks.includes("url") ? {} : { url }),
    };
  });
  return { ...page, comments };
}

function withoutEmpty(
  details: CommentDetails | undefined,
): Pick<ArchivedComment, "reactions" | "owner" | "url"> {
  if (details === undefined) return {};
  const { reactions, isOwner, url } = details;
  return {
    ...(reactions.length === 0 ? {} : { reactions: [...reactions] }),
    ...(isOwner ? { owner: true } : {}),
    ...(url === undefined ? {} : { url }),
  };
}

function archivedOf(
  { commentId, kept, isEmptied }: Kept,
  parent: Kept | undefined,
  depth: number,
): ArchivedComment {
  const time = new Date(kept.createdAt);
  return {
    id: String(commentId),
    parent_id: parent === undefined ? null : String(parent.commentId),
    parent_author: parent?.kept.authorName ?? null,
    depth,
    author: kept.authorName,
    created: Number.isNaN(time.getTime()) ? null : time.toISOString(),
    // Garrul, which leaves nothing, says so itself where it shows the place.
    content: isEmptied && kept.content === "" ? "[removed]" : kept.content,
  };
}
