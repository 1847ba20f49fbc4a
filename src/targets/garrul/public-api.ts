import { z } from "zod";
import type { PublishedComment } from "../../domain/kept-comment.ts";
import type { CommentsApi } from "../public-api/comments-api.ts";
import { publishedTime } from "../public-api/published-time.ts";

const node = z.object({
  id: z.string(),
  parent_id: z.string().nullable(),
  body_html: z.string(),
  created_at: z.number(),
  author: z.object({ name: z.string() }),
  replies: z.array(z.unknown()),
});
const answer = z.object({ threads: z.array(z.unknown()), next_cursor: z.string().nullable() });

/**
 * Garrul's API: `GET <base>/comments?slug=…`, the base being `https://<its Worker>/api/v1`. It returns
 * threads in pages, and HTML without the text.
 * Source: https://github.com/KingPin/Garrul, src/routes/api.comments.ts
 */
export const garrulApi: CommentsApi = {
  // Source: TREE_CACHE_TTL in Garrul's src/lib/tree-cache.ts; KV itself keeps what it read for as long.
  staleForMs: 65_000,
  path(page, cursor) {
    const query = new URLSearchParams({ slug: page, sort: "old" });
    if (cursor !== undefined) query.set("before", cursor);
    return `/comments?${query}`;
  },
  read(body) {
    const { threads, next_cursor: next } = answer.parse(body);
    return { comments: threads.flatMap(publishedOf), next: next ?? undefined };
  },
};

function publishedOf(value: unknown): readonly PublishedComment[] {
  const { id, parent_id: parentId, author, replies, ...comment } = node.parse(value);
  const own = {
    commentId: id,
    parentId,
    authorName: author.name,
    content: undefined,
    html: comment.body_html,
    createdAt: publishedTime(comment.created_at),
  };
  return [own, ...replies.flatMap(publishedOf)];
}
