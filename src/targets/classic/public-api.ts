import { z } from "zod";
import type { PublishedComment } from "../../domain/kept-comment.ts";
import type { CommentsApi } from "../public-api/comments-api.ts";
import { publishedTime } from "../public-api/published-time.ts";

const id = z.union([z.number(), z.string()]);
const author = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);

// Hand-made APIs return the columns of their table under its names, or in camel case.
const answered = z.looseObject({
  id,
  parent_id: id.nullish(),
  parentId: id.nullish(),
  author_name: z.string().optional(),
  authorName: z.string().optional(),
  author: author.optional(),
  name: z.string().optional(),
  content: z.string().optional(),
  body: z.string().optional(),
  text: z.string().optional(),
  created_at: z.union([z.string(), z.number()]).optional(),
  createdAt: z.union([z.string(), z.number()]).optional(),
  created: z.union([z.string(), z.number()]).optional(),
  replies: z.array(z.unknown()).optional(),
  children: z.array(z.unknown()).optional(),
});
const list = z.array(z.unknown());
const next = z.string().nullish();
const threads = z.array(z.object({ comments: list }));
const answer = z.union([
  list.transform((comments) => ({ comments, next: undefined })),
  z.object({ comments: list, next }),
  z.object({ threads, next }).transform(({ threads: all, next: cursor }) => ({
    comments: all.flatMap(({ comments }) => comments),
    next: cursor,
  })),
  z.object({ data: list }).transform(({ data }) => ({ comments: data, next: undefined })),
  z.object({ results: list }).transform(({ results }) => ({ comments: results, next: undefined })),
]);

/**
 * The API of small comment systems: `GET <base>/comments/<page id>`, whose answer is a list of
 * comments, or an object that holds it as `comments`, `data` or `results`, or in `threads` of
 * `comments`; replies stand in the list or below their parent in `replies` or `children`. Where
 * `next` holds a cursor, the same address with `?cursor=<next>` returns more.
 */
export const classicApi: CommentsApi = {
  path(page, cursor) {
    const query = cursor === undefined ? "" : `?${new URLSearchParams({ cursor })}`;
    return `/comments/${encodeURIComponent(page)}${query}`;
  },
  read(body) {
    const read = answer.parse(body);
    return {
      comments: read.comments.flatMap((comment) => publishedOf(comment, null)),
      next: read.next ?? undefined,
    };
  },
};

function publishedOf(
  value: unknown,
  above: PublishedComment["parentId"],
): readonly PublishedComment[] {
  const comment = answered.parse(value);
  const time = comment.created_at ?? comment.createdAt ?? comment.created;
  const own: PublishedComment = {
    commentId: comment.id,
    parentId: comment.parent_id ?? comment.parentId ?? above,
    authorName: comment.author_name ?? comment.authorName ?? comment.author ?? comment.name ?? "",
    content: comment.content ?? comment.body ?? comment.text ?? "",
    html: undefined,
    createdAt: time === undefined ? "" : publishedTime(time),
  };
  const below = [...(comment.replies ?? []), ...(comment.children ?? [])];
  return [own, ...below.flatMap((reply) => publishedOf(reply, comment.id))];
}
