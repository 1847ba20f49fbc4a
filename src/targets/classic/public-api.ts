import { z } from "zod";
import { type ClassicMap, classicNames } from "../../domain/classic-map.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import type { PublishedComment } from "../../domain/kept-comment.ts";
import type { CommentsApi } from "../public-api/comments-api.ts";
import { publishedTime } from "../public-api/published-time.ts";
import { pageKey } from "./page-key.ts";

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
  content_html: z.string().optional(),
  contentHtml: z.string().optional(),
  html: z.string().optional(),
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

/** How the API's table is written, as far as its answers depend on it. */
interface ClassicApiOptions {
  /** The usual names if omitted. */
  readonly map?: ClassicMap | undefined;
  /** The origin of the site's pages; undefined where it is not known. */
  readonly origin?: string | undefined;
  /** How comments are written; `text` if omitted. */
  readonly contentFormat?: ContentFormat | undefined;
}

/**
 * The API of small comment systems: `GET <base>/comments/<name of the page in the table>`, whose answer
 * is a list of comments, or an object that holds it as `comments`, `data` or `results`, or in `threads`
 * of `comments`; replies stand in the list or below their parent in `replies` or `children`. Where
 * `next` holds a cursor, the same address with `?cursor=<next>` returns more. A comment has its parts
 * under the names of the table's columns, or under usual ones.
 */
export function createClassicApi({
  map = classicNames,
  origin,
  contentFormat,
}: ClassicApiOptions = {}): CommentsApi {
  const isHtml = contentFormat === "html" && map.columns.has("content_html");
  return {
    path(page, cursor) {
      const query = cursor === undefined ? "" : `?${new URLSearchParams({ cursor })}`;
      return `/comments/${encodeURIComponent(pageKey(page, map.pageForm, origin))}${query}`;
    },
    read(body) {
      const read = answer.parse(body);
      return {
        comments: read.comments.flatMap((comment) => publishedOf(comment, null, map, isHtml)),
        next: read.next ?? undefined,
      };
    },
  };
}

function publishedOf(
  value: unknown,
  above: PublishedComment["parentId"],
  map: ClassicMap,
  isHtml: boolean,
): readonly PublishedComment[] {
  const comment = answered.parse(underUsualNames(value, map));
  const time = comment.created_at ?? comment.createdAt ?? comment.created;
  const html = comment.content_html ?? comment.contentHtml ?? comment.html;
  const own: PublishedComment = {
    commentId: comment.id,
    parentId: parentOf(comment.parent_id ?? comment.parentId, map) ?? above,
    authorName: comment.author_name ?? comment.authorName ?? comment.author ?? comment.name ?? "",
    content: (isHtml ? html : undefined) ?? comment.content ?? comment.body ?? comment.text ?? "",
    html: undefined,
    createdAt: time === undefined ? "" : publishedTime(time),
  };
  const below = [...(comment.replies ?? []), ...(comment.children ?? [])];
  return [own, ...below.flatMap((reply) => publishedOf(reply, comment.id, map, isHtml))];
}

/** The parent that the API names; undefined where it is the sign for none. */
function parentOf(parent: z.infer<typeof id> | null | undefined, { noParent }: ClassicMap) {
  const isNone = noParent === "0" ? Number(parent) === 0 : noParent === "empty" && parent === "";
  return isNone ? undefined : (parent ?? undefined);
}

const published = [
  "id",
  "parent_id",
  "author_name",
  "content",
  "content_html",
  "created_at",
] as const;
const anyComment = z.record(z.string(), z.unknown());

/** A comment with what the map names under the names of the classic table, too. */
function underUsualNames(value: unknown, { columns }: ClassicMap): unknown {
  const { data } = anyComment.safeParse(value);
  if (data === undefined) return value;
  const mapped = published.flatMap((column) => {
    const name = columns.get(column);
    return name === undefined || !Object.hasOwn(data, name) ? [] : [[column, data[name]] as const];
  });
  return { ...data, ...Object.fromEntries(mapped) };
}
