import { z } from "zod";
import type { CommentsApi } from "../public-api/comments-api.ts";
import { publishedTime } from "../public-api/published-time.ts";

const answer = z.object({
  data: z.object({
    comments: z.array(
      z.object({
        id: z.number(),
        parentId: z.number().nullable(),
        author: z.string(),
        contentHtml: z.string(),
        pubDate: z.string(),
      }),
    ),
    pagination: z.object({ page: z.number(), totalPage: z.number() }),
  }),
});

/**
 * Momo's API: `GET <base>/comments?post_slug=…`, the base being `https://<its Worker>/api`. It returns
 * comments in numbered pages of 50 at most, and of the text only its Markdown.
 * Source: https://github.com/Motues/Momo-Backend, worker/src/api/public/getComments.ts
 */
export const momoApi: CommentsApi = {
  path(page, cursor = "1") {
    const query = new URLSearchParams({
      ...{ post_slug: page, page: cursor, limit: "50", nested: "false" },
    });
    return `/comments?${query}`;
  },
  read(body) {
    const { comments, pagination } = answer.parse(body).data;
    return {
      comments: comments.map(({ id, parentId, author, contentHtml, pubDate }) => ({
        commentId: id,
        parentId,
        authorName: author,
        content: undefined,
        html: contentHtml,
        createdAt: publishedTime(pubDate),
      })),
      next: pagination.page < pagination.totalPage ? String(pagination.page + 1) : undefined,
    };
  },
};
