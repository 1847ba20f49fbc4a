import { z } from "zod";
import { contentFormat, type Database, type Env } from "./env.ts";
import { Refusal } from "./refusal.ts";

/** Comments of an answer, unless the request names another number up to {@link mostPerAnswer}. */
const perAnswer = 100;
const mostPerAnswer = 200;

const row = z.object({
  id: z.number(),
  thread_id: z.number(),
  parent_id: z.number().nullable(),
  author_name: z.string(),
  content: z.string(),
  created_at: z.string(),
});
type Row = z.infer<typeof row>;

/** A place between two comments in the order of threads. */
interface Cursor {
  readonly thread: number;
  readonly id: number;
}

/** What is asked for. */
export interface Reading {
  readonly pageId: string;
  readonly query: URLSearchParams;
}

/**
 * Threads of a page, the oldest first, in each the replies after what they answer:
 * `{format, threads: [{id, comments: [{id, parent_id, author_name, content, created_at}]}], next}`.
 * `next` is the cursor of the following answer, or null. A thread that an answer breaks off goes on
 * in the next one, under the same id.
 */
export async function readComments(
  request: Request,
  env: Env,
  { pageId, query }: Reading,
): Promise<Response> {
  const limit = limitOf(query);
  const rows = await select(env.DB, pageId, cursorOf(query), limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const body = JSON.stringify({
    format: contentFormat(env),
    threads: threadsOf(shown),
    next: rows.length > limit && last !== undefined ? `${last.thread_id}.${last.id}` : null,
  });
  const headers = { ETag: await entityTag(body), "Cache-Control": "no-cache" };
  if (matches(request.headers.get("If-None-Match"), headers.ETag)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(request.method === "HEAD" ? null : body, {
    headers: { ...headers, "Content-Type": "application/json; charset=utf-8" },
  });
}

/** One range of the index comments_threads. */
async function select(
  database: Database,
  pageId: string,
  { thread, id }: Cursor,
  limit: number,
): Promise<readonly Row[]> {
  const { results } = await database
    .prepare(
      `SELECT id, thread_id, parent_id, author_name, content, created_at FROM comments
WHERE page_id = ?1 AND (thread_id, id) > (?2, ?3) ORDER BY thread_id, id LIMIT ?4`,
    )
    .bind(pageId, thread, id, limit)
    .all();
  return z.array(row).parse(results);
}

function threadsOf(rows: readonly Row[]) {
  const threads = new Map<number, Omit<Row, "thread_id">[]>();
  for (const { thread_id: thread, ...comment } of rows) {
    const comments = threads.get(thread);
    if (comments === undefined) threads.set(thread, [comment]);
    else comments.push(comment);
  }
  return [...threads].map(([id, comments]) => ({ id, comments }));
}

function cursorOf(query: URLSearchParams): Cursor {
  const cursor = query.get("cursor");
  if (cursor === null) return { thread: 0, id: 0 };
  const [, thread, id] = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor) ?? [];
  if (thread === undefined || id === undefined) {
    const remedy = "Give what `next` of the answer before says, or leave cursor out.";
    throw new Refusal(400, "no-cursor", "The cursor is none of these comments'.", remedy);
  }
  return { thread: Number(thread), id: Number(id) };
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get("limit") ?? perAnswer);
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostPerAnswer) return limit;
  const remedy = `Ask for 1 to ${mostPerAnswer} comments.`;
  throw new Refusal(400, "no-limit", "The limit is out of its range.", remedy);
}

async function entityTag(body: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  return `"${new Uint8Array(digest).slice(0, 16).reduce((hex, byte) => hex + byte.toString(16).padStart(2, "0"), "")}"`;
}

/** Source: RFC 9110, 13.1.2 (If-None-Match compares weakly). */
function matches(header: string | null, tag: string): boolean {
  const tags = (header ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return tags.includes(tag) || tags.includes("*");
}
