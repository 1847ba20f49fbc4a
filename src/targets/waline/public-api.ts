import { z } from "zod";
import type { PublishedComment } from "../../domain/kept-comment.ts";
import type { CommentsApi } from "../public-api/comments-api.ts";
import { publishedTime } from "../public-api/published-time.ts";

const comment = z.object({
  objectId: z.number(),
  pid: z.number().nullish(),
  user_id: z.number().nullish(),
  nick: z.string(),
  comment: z.string(),
  insertedAt: z.string(),
});
const answer = z.object({
  data: z.object({
    page: z.number(),
    totalPages: z.number(),
    data: z.array(comment.extend({ children: z.array(comment) })),
  }),
});

/**
 * Waline's API: `GET <base>/comment?path=…`, the base being `https://<its Worker>/api`. It returns
 * threads in numbered pages, and comments of accounts under the account's name.
 * Source: https://github.com/lsy-404/Waline_On_Worker, src/router/comment.ts
 */
export const walineApi: CommentsApi = {
  path(page, cursor = "1") {
    const query = new URLSearchParams({
      ...{ path: page, page: cursor, pageSize: "50", sortBy: "insertedAt_asc" },
    });
    return `/comment?${query}`;
  },
  read(body) {
    const { page, totalPages, data } = answer.parse(body).data;
    return {
      comments: data.flatMap(({ children, ...root }) => [root, ...children].map(publishedOf)),
      next: page < totalPages ? String(page + 1) : undefined,
    };
  },
};

function publishedOf(one: z.infer<typeof comment>): PublishedComment {
  return {
    commentId: one.objectId,
    parentId: one.pid ?? null,
    authorName: typeof one.user_id === "number" ? undefined : one.nick,
    content: undefined,
    html: one.comment,
    createdAt: publishedTime(one.insertedAt),
  };
}
