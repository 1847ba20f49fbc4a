import { z } from "zod";
import type { PublishedComment } from "../../domain/kept-comment.ts";
import type { CommentsApi } from "../public-api/comments-api.ts";
import { publishedTime } from "../public-api/published-time.ts";

const comment = z.object({
  id: z.string(),
  pid: z.string().nullish(),
  nick: z.string(),
  comment: z.string(),
  created: z.number(),
});
const thread = comment.extend({
  top: z.union([z.number(), z.boolean()]).nullish(),
  replies: z.array(comment),
});
const answer = z.object({
  data: z.array(thread),
  more: z.boolean(),
  // A request that failed is answered with no comments and the reason.
  message: z.undefined().optional(),
});

/**
 * The API of Twikoo and twikoo-api-worker: `POST <base>` with the event `COMMENT_GET`; the base being
 * the address of the Worker, the widget's `envId`. It returns threads in pages, the newest first, and
 * where there are more, those before the oldest one that it gave; threads that are pinned come with the
 * first page, whatever their age.
 * Source: `commentGet` in twikoo-cloudflare's src/index.js and in twikoo-api-worker's
 * src/handlers/comment.ts
 */
export const twikooApi: CommentsApi = {
  path: () => "/",
  body: (url, before) => ({
    event: "COMMENT_GET",
    url,
    ...(before === undefined ? {} : { before: Number(before) }),
  }),
  read(body) {
    const { data, more } = answer.parse(body);
    const oldest = data
      .filter(({ top }) => !top)
      .reduce((least, { created }) => Math.min(least, created), Number.POSITIVE_INFINITY);
    return {
      comments: data.flatMap(({ replies, ...first }) => [first, ...replies].map(published)),
      next: more && Number.isFinite(oldest) ? String(oldest) : undefined,
    };
  },
};

function published({
  id,
  pid,
  nick,
  comment: html,
  created,
}: z.infer<typeof comment>): PublishedComment {
  return {
    commentId: id,
    parentId: pid === "" || pid === undefined ? null : pid,
    authorName: nick,
    content: html,
    html,
    createdAt: publishedTime(created),
  };
}
