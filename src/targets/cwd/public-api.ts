import { z } from "zod";
import type { CommentsApi } from "../public-api/comments-api.ts";
import { publishedTime } from "../public-api/published-time.ts";

const answer = z.object({
  data: z.array(
    z.object({
      id: z.number(),
      parentId: z.number().nullable(),
      name: z.string(),
      contentText: z.string(),
      contentHtml: z.string(),
      created: z.number(),
    }),
  ),
  pagination: z.object({ page: z.number(), total: z.number() }),
});

/**
 * CWD's API: `GET <base>/comments?post_slug=…`, the base being `https://<its Worker>/api`. It returns
 * comments in numbered pages of 50 at most.
 * Source: https://github.com/anghunk/cwd, cwd-api/src/api/public/getComments.ts
 */
export const cwdApi: CommentsApi = {
  path(page, cursor = "1") {
    const query = { post_slug: page, page: cursor, limit: "50", nested: "false" };
    return `/comments?${new URLSearchParams(query)}`;
  },
  read(body) {
    const { data, pagination } = answer.parse(body);
    return {
      comments: data.map(({ id, parentId, name, contentText, contentHtml, created }) => ({
        commentId: id,
        parentId,
        authorName: name,
        content: contentText,
        html: contentHtml,
        createdAt: publishedTime(created),
      })),
      next: pagination.page < pagination.total ? String(pagination.page + 1) : undefined,
    };
  },
};
