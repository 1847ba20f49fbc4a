import { z } from "zod";
import { Refusal } from "../answers/refusal.ts";
import type { Env } from "../env.ts";

const perPage = 50;
const columns = "id, page_id, author_name, content, created_at, hidden_by, waits, is_owner";

const row = z.object({
  id: z.number(),
  page_id: z.string(),
  author_name: z.string(),
  content: z.string(),
  created_at: z.string(),
  hidden_by: z.number().nullable(),
  waits: z.number(),
  is_owner: z.number(),
});

/** A comment as moderators see it. */
export type ModeratedComment = z.infer<typeof row>;

/** Which comments a moderator looks at. */
export type Selection = "all" | "waiting" | "hidden";

const conditions = { all: "true", waiting: "waits = 1", hidden: "hidden_by IS NOT NULL" } as const;

/** The newest comments, of those before the one with this id. */
export async function moderatedComments(
  { DB }: Env,
  selection: Selection,
  before = Number.MAX_SAFE_INTEGER,
): Promise<{ readonly comments: readonly ModeratedComment[]; readonly hasMore: boolean }> {
  const { results } = await DB.prepare(
    `SELECT ${columns} FROM comments
WHERE id < ?1 AND ${conditions[selection]} ORDER BY id DESC LIMIT ?2`,
  )
    .bind(before, perPage + 1)
    .all();
  const comments = z.array(row).parse(results);
  return { comments: comments.slice(0, perPage), hasMore: comments.length > perPage };
}

/**
 * The comment with this id.
 * @throws Refusal
 */
export async function moderatedComment({ DB }: Env, id: number): Promise<ModeratedComment> {
  const found = await DB.prepare(`SELECT ${columns} FROM comments WHERE id = ?1`).bind(id).first();
  if (found === null) throw noSuchComment();
  return row.parse(found);
}

/** What may be done with a comment; what it does is said by the table `moderation`. */
export const moderatorsAction = z.enum(["show", "hide", "delete"]);

/**
 * Shows, hides or deletes a comment with what hangs below it.
 * @throws Refusal
 */
export async function moderate(
  { DB }: Env,
  action: z.infer<typeof moderatorsAction>,
  id: number,
): Promise<void> {
  try {
    await DB.prepare("INSERT INTO moderation (action, comment_id) VALUES (?1, ?2)")
      .bind(action, id)
      .all();
  } catch (error) {
    if (!(error instanceof Error && error.message.includes("no comment has this id"))) throw error;
    throw noSuchComment();
  }
}

function noSuchComment(): Refusal {
  const remedy = "Go back, and reload the page.";
  return new Refusal(404, "no-such-comment", "The comment is not there any more.", remedy);
}
