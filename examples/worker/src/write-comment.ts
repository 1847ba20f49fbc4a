import { z } from "zod";
import { contentFormat, type Env } from "./env.ts";
import { type NewComment, readNewComment } from "./new-comment.ts";
import { Refusal } from "./refusal.ts";
import { checkPerson } from "./turnstile.ts";
import { limitWriter, writerOf } from "./writer-limit.ts";

const written = z.object({
  id: z.number(),
  parent_id: z.number().nullable(),
  author_name: z.string(),
  content: z.string(),
  created_at: z.string(),
});

/** Where a comment is written. */
export interface Writing {
  readonly pageId: string;
  /** Of the site's page that sends it. */
  readonly origin: string | undefined;
}

/**
 * Writes a comment. The answer is the comment (201), or, to a browser that sent a form by itself,
 * the way back to the page (303).
 * @throws Refusal
 */
export async function writeComment(
  request: Request,
  env: Env,
  { pageId, origin }: Writing,
): Promise<Response> {
  const now = new Date();
  const comment = await readNewComment(request);
  const writer = await writerOf(request, env);
  await limitWriter(request, env, writer, now);
  await checkPerson(request, env, comment["cf-turnstile-response"]);
  const inserted = await insert(env, pageId, comment, { writer, now });
  if (origin !== undefined && isNavigation(request)) {
    const page = new URL(`${pageId}#comment-${inserted.id}`, origin);
    return new Response(null, { status: 303, headers: { Location: page.href } });
  }
  return Response.json({ format: contentFormat(env), comment: inserted }, { status: 201 });
}

interface Circumstances {
  readonly writer: string | null;
  readonly now: Date;
}

async function insert(
  env: Env,
  pageId: string,
  { author_name: name, content, parent_id: parent }: NewComment,
  { writer, now }: Circumstances,
): Promise<z.infer<typeof written>> {
  const row = await env.DB.prepare(
    `INSERT INTO comments (page_id, parent_id, author_name, content, created_at, ip_address)
SELECT ?1, ?2, ?3, ?4, ?5, ?6
WHERE ?2 IS NULL OR EXISTS (SELECT 1 FROM comments WHERE id = ?2 AND page_id = ?1)
RETURNING id, parent_id, author_name, content, created_at`,
  )
    .bind(pageId, parent, name, storedContent(content, env), now.toISOString(), writer)
    .first();
  if (row !== null) return written.parse(row);
  throw new Refusal(
    422,
    "no-such-parent",
    "The comment that this one answers is not on this page any more.",
    "Reload the page, or send the comment without parent_id.",
  );
}

function storedContent(content: string, env: Env): string {
  if (contentFormat(env) === "text") return content;
  return content
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\n", "<br>");
}

/** Source: https://www.w3.org/TR/fetch-metadata/#sec-fetch-mode-header */
function isNavigation({ headers }: Request): boolean {
  return headers.get("Sec-Fetch-Mode") === "navigate";
}
