import { z } from "zod";
import type { CommentsApi } from "../public-api/comments-api.ts";
import { publishedTime } from "../public-api/published-time.ts";

const answer = z.object({
  data: z.array(
    z.object({
      id: z.number(),
      parentId: z.number().nullable(),
      name: z.string(),
      contentHtml: z.string(),
      created: z.number(),
    }),
  ),
  pagination: z.object({ page: z.number(), total: z.number() }),
});

/**
 * CWD's API: `GET <base>/comments?post_slug=…`, of one `siteId` where there is one; the base being `https://<its Worker>/api`. It returns
 * comments in numbered pages of 50 at most.
 * Source: https://github.com/anghunk/cwd, cwd-api/src/api/public/getComments.ts
 */
export function cwdApi(siteId: string | undefined): CommentsApi {
  return {
    path(page, cursor = "1") {
      const query = new URLSearchParams({
        ...{ post_slug: page, page: cursor, limit: "50", nested: "false" },
        ...(siteId === undefined ? {} : { site_id: siteId }),
      });
      return `/comments?${query}`;
    },
    read: readComments,
  };
}

function readComments(body: unknown): ReturnType<CommentsApi["read"]> {
  const { data, pagination } = answer.parse(body);
  return {
    comments: data.map(({ id, parentId, name, contentHtml, created }) => ({
      commentId: id,
      parentId,
      authorName: name,
      // Its widget shows the HTML alone. Source: CWD's docs/widget/src/components/CommentItem.js
      content: undefined,
      html: contentHtml,
      createdAt: publishedTime(created),
    })),
    next: pagination.page < pagination.total ? String(pagination.page + 1) : undefined,
  };
}
