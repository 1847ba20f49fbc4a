import { z } from "zod";
import { Refusal } from "../answers/refusal.ts";
import type { Env } from "../env.ts";
import { pageIdOf } from "./page-id.ts";

const mostPages = 100;
const counted = z.array(z.object({ page_id: z.string(), comments: z.number() }));

/**
 * The numbers of comments of the pages that the query names: `{counts: {"/posts/a/": 12}}`, by the
 * ids as they were given.
 * @throws Refusal
 */
export async function countComments({ DB }: Env, query: URLSearchParams): Promise<Response> {
  const given = query.getAll("page");
  if (given.length === 0 || given.length > mostPages) {
    const remedy = `Name 1 to ${mostPages} pages: ?page=%2Fposts%2Fa%2F&page=%2Fposts%2Fb%2F`;
    throw new Refusal(400, "no-pages", "Of which pages is not clear.", remedy);
  }
  const ids = new Map(given.map((page) => [page, pageIdOf(encodeURIComponent(page))]));
  const { results } = await DB.prepare(
    `SELECT page_id, comments FROM comment_counts
WHERE page_id IN (SELECT value FROM json_each(?1))`,
  )
    .bind(JSON.stringify([...ids.values()]))
    .all();
  const numbers = new Map(
    counted.parse(results).map(({ page_id: page, comments }) => [page, comments]),
  );
  const counts = Object.fromEntries([...ids].map(([page, id]) => [page, numbers.get(id) ?? 0]));
  return Response.json({ counts }, { headers: { "Cache-Control": "no-cache" } });
}
