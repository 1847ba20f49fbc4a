import { z } from "zod";
import type { PublishedComment } from "../comment/kept-comment.ts";
import type { CommentsApi } from "./comments-api.ts";
import { publishedTime } from "./published-time.ts";

const id = z.union([z.number(), z.string()]);
const author = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);

// Hand-made APIs give the columns of their table under its names, or in camel case.
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
const answer = z.union([
  list,
  z.object({ comments: list }).transform(({ comments }) => comments),
  z.object({ data: list }).transform(({ data }) => data),
  z.object({ results: list }).transform(({ results }) => results),
]);

/**
 * The API of small comment systems: `GET <base>/comments/<page id>`, whose answer is a list of
 * comments, or an object that holds it as `comments`, `data` or `results`; replies stand in the list
 * or below their parent in `replies` or `children`.
 */
export const classicApi: CommentsApi = {
  path: (page) => `/comments/${encodeURIComponent(page)}`,
  read: (body) => ({
    comments: answer.parse(body).flatMap((comment) => publishedOf(comment, null)),
    next: undefined,
  }),
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
