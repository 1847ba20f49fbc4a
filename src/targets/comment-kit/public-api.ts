import { z } from "zod";
import type { PublishedComment } from "../../domain/kept-comment.ts";
import type { CommentsApi } from "../public-api/comments-api.ts";
import { publishedTime } from "../public-api/published-time.ts";

const node = z.object({
  id: z.number(),
  parent_id: z.number().nullable(),
  author_name: z.string(),
  content: z.string(),
  created_at: z.string(),
  replies: z.array(z.unknown()),
});
const answer = z.object({ comments: z.array(z.unknown()) });

/**
 * comment-kit's API: `GET <base>/comments?page_url=…`, the base being `https://<its Worker>/api`. It
 * returns the first 100 comments of a page, as threads, and no more.
 * Source: https://github.com/fardm/comment-kit, src/handlers/comments.ts
 */
export const commentKitApi: CommentsApi = {
  path: (page) => `/comments?${new URLSearchParams({ page_url: page, sort: "asc" })}`,
  read: (body) => ({
    comments: answer.parse(body).comments.flatMap(publishedOf),
    next: undefined,
  }),
};

function publishedOf(value: unknown): readonly PublishedComment[] {
  const comment = node.parse(value);
  const own = {
    commentId: comment.id,
    parentId: comment.parent_id,
    authorName: comment.author_name,
    content: comment.content,
    html: undefined,
    createdAt: publishedTime(comment.created_at),
  };
  return [own, ...comment.replies.flatMap(publishedOf)];
}
