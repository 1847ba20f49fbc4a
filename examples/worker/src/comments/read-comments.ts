import { z } from "zod";
import { Refusal } from "../answers/refusal.ts";
import { contentFormat, type Env } from "../env.ts";
import { sha256 } from "../sha256.ts";
import { type ShownComment, shownColumns, shownComment, shownRow } from "./shown-comment.ts";

/** Comments of an answer, unless the request names another number up to {@link mostPerAnswer}. */
const perAnswer = 100;
const mostPerAnswer = 200;

const row = shownRow.extend({ thread_id: z.number() });
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

/** A part of a page's comments, in their order, and the cursors of what is beside it. */
interface Part {
  readonly rows: readonly Row[];
  readonly previous: string | null;
  readonly next: string | null;
}

/**
 * A part of a page's threads, the oldest first, in each the replies after what they answer:
 * `{format, threads: [{id, comments}], previous, next}`. `next` is the `cursor` of the part after it,
 * or null; `previous` is the `before` of the part before it where one was asked for by `before` or by
 * `comment`. A thread that a part breaks off goes on in the next one, under the same id.
 * @throws Refusal
 */
export async function readComments(
  request: Request,
  env: Env,
  { pageId, query }: Reading,
): Promise<Response> {
  const { rows, previous, next } = await partAskedFor(new Page(env, pageId), query);
  const body = JSON.stringify({
    format: contentFormat(env),
    threads: threadsOf(rows, env),
    previous,
    next,
  });
  const headers = { ETag: await entityTag(body), "Cache-Control": "no-cache" };
  if (matches(request.headers.get("If-None-Match"), headers.ETag)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(body, {
    headers: { ...headers, "Content-Type": "application/json; charset=utf-8" },
  });
}

async function partAskedFor(page: Page, query: URLSearchParams): Promise<Part> {
  const limit = limitOf(query);
  const before = cursorOf(query.get("before"));
  if (before !== undefined) return page.partBefore(before, limit);
  const comment = query.get("comment");
  if (comment !== null) return page.partWith(await page.placeOf(comment), limit);
  return page.partAfter(cursorOf(query.get("cursor")) ?? { thread: 0, id: 0 }, limit);
}

/** The comments that a page shows. Each reading is a range of the index comments_shown. */
class Page {
  readonly #env: Env;
  readonly #pageId: string;

  constructor(env: Env, pageId: string) {
    this.#env = env;
    this.#pageId = pageId;
  }

  async partAfter(cursor: Cursor, limit: number): Promise<Part> {
    const rows = await this.#after(cursor, limit + 1);
    const part = rows.slice(0, limit);
    return { rows: part, previous: null, next: rows.length > limit ? cursorAt(part.at(-1)) : null };
  }

  async partBefore(cursor: Cursor, limit: number): Promise<Part> {
    const rows = await this.#before(cursor, limit + 1);
    const part = rows.slice(Math.max(0, rows.length - limit));
    const first = part[0] ?? { thread_id: cursor.thread, id: cursor.id };
    return {
      rows: part,
      previous: rows.length > limit ? cursorAt(first) : null,
      next: cursorAt(part.at(-1)),
    };
  }

  /** The part around a comment: some that lead to it, and what follows. */
  async partWith(place: Cursor, limit: number): Promise<Part> {
    const above = await this.partBefore(place, Math.floor(limit / 4));
    const rest = { thread: place.thread, id: place.id - 1 };
    const { rows, next } = await this.partAfter(rest, limit - above.rows.length);
    return { rows: [...above.rows, ...rows], previous: above.previous, next };
  }

  /** @throws Refusal where the page shows no such comment */
  async placeOf(comment: string): Promise<Cursor> {
    const found = /^\d{1,15}$/.test(comment)
      ? await this.#env.DB.prepare(
          `SELECT thread_id AS thread, id FROM comments
WHERE id = ?1 AND page_id = ?2 AND hidden_by IS NULL`,
        )
          .bind(Number(comment), this.#pageId)
          .first()
      : null;
    if (found !== null) return z.object({ thread: z.number(), id: z.number() }).parse(found);
    throw new Refusal(
      404,
      "no-such-comment",
      "The comment is not on this page any more.",
      "Read the page's other comments.",
    );
  }

  // A comparison of pairs would bound the index by the first of them alone, so that a long thread
  // were read from its beginning for each of its parts.
  #after({ thread, id }: Cursor, limit: number): Promise<readonly Row[]> {
    return this.#select(
      ["thread_id = ?2 AND id > ?3", "thread_id > ?2", "ORDER BY thread_id, id"],
      [thread, id, limit],
    );
  }

  async #before({ thread, id }: Cursor, limit: number): Promise<readonly Row[]> {
    const rows = await this.#select(
      ["thread_id = ?2 AND id < ?3", "thread_id < ?2", "ORDER BY thread_id DESC, id DESC"],
      [thread, id, limit],
    );
    return rows.toReversed();
  }

  async #select(
    [inThread, inOthers, order]: readonly [string, string, string],
    values: readonly [thread: number, id: number, limit: number],
  ): Promise<readonly Row[]> {
    const from = `SELECT thread_id, ${shownColumns} FROM comments WHERE page_id = ?1 AND hidden_by IS NULL`;
    const sql = `${from} AND ${inThread} UNION ALL ${from} AND ${inOthers} ${order} LIMIT ?4`;
    const { results } = await this.#env.DB.prepare(sql)
      .bind(this.#pageId, ...values)
      .all();
    return z.array(row).parse(results);
  }
}

function threadsOf(rows: readonly Row[], env: Env) {
  const threads = new Map<number, ShownComment[]>();
  for (const { thread_id: thread, ...comment } of rows) {
    const comments = threads.get(thread);
    const shown = shownComment(comment, env);
    if (comments === undefined) threads.set(thread, [shown]);
    else comments.push(shown);
  }
  return [...threads].map(([id, comments]) => ({ id, comments }));
}

function cursorAt(at: Pick<Row, "thread_id" | "id"> | undefined): string | null {
  return at === undefined ? null : `${at.thread_id}.${at.id}`;
}

function cursorOf(cursor: string | null): Cursor | undefined {
  if (cursor === null) return undefined;
  const [, thread, id] = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor) ?? [];
  if (thread !== undefined && id !== undefined) return { thread: Number(thread), id: Number(id) };
  const remedy = "Give what `next` or `previous` of an answer says, or leave it out.";
  throw new Refusal(400, "no-cursor", "The cursor is none of these comments'.", remedy);
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get("limit") ?? perAnswer);
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostPerAnswer) return limit;
  const remedy = `Ask for 1 to ${mostPerAnswer} comments.`;
  throw new Refusal(400, "no-limit", "The limit is out of its range.", remedy);
}

async function entityTag(body: string): Promise<string> {
  return `"${(await sha256(body)).slice(0, 32)}"`;
}

/** Source: RFC 9110, 13.1.2 (If-None-Match compares weakly). */
function matches(header: string | null, tag: string): boolean {
  const tags = (header ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return tags.includes(tag) || tags.includes("*");
}
