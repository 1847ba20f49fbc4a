import { askingOrigin, corsHeaders, preflightAnswer } from "./allowed-origins.ts";
import type { Env } from "./env.ts";
import { pageIdOf } from "./page-id.ts";
import { readComments } from "./read-comments.ts";
import { failureAnswer, Refusal } from "./refusal.ts";
import { writeComment } from "./write-comment.ts";

// Comments of a site, on the table that `target-schema: classic` fills.
//
//   GET  /api/comments/<page id>?cursor=…&limit=…   threads, the oldest first
//   POST /api/comments/<page id>                    author_name, content, parent_id; JSON or a form
//
// The page id is Hugo's .RelPermalink, percent-encoded: /api/comments/%2Fposts%2Fbread%2F.

const securityHeaders = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=31536000",
  "X-Content-Type-Options": "nosniff",
};

// biome-ignore lint/style/noDefaultExport: Workers take their handlers from it
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    let origin: string | undefined;
    let answer: Response;
    try {
      origin = askingOrigin(request, env);
      answer = await answerTo(request, env, origin);
    } catch (error) {
      answer = failureAnswer(error);
    }
    const headers = new Headers(answer.headers);
    const all = { ...securityHeaders, ...corsHeaders(origin) };
    for (const [name, value] of Object.entries(all)) headers.set(name, value);
    return new Response(answer.body, { status: answer.status, headers });
  },
};

async function answerTo(request: Request, env: Env, origin: string | undefined): Promise<Response> {
  const url = new URL(request.url);
  const pageId = pageIdOf(url);
  switch (request.method) {
    case "OPTIONS":
      return preflightAnswer();
    case "GET":
    case "HEAD":
      return readComments(request, env, { pageId, query: url.searchParams });
    case "POST":
      return writeComment(request, env, { pageId, origin });
    default:
      throw new Refusal(
        405,
        "method-not-allowed",
        `${request.method} is not possible here.`,
        "Read with GET, write with POST.",
        { Allow: "GET, HEAD, POST, OPTIONS" },
      );
  }
}
