import type { Env } from "./env.ts";
import { Refusal } from "./refusal.ts";

/** Origin of the page that asks, where it may; undefined where no page asks (curl, feed readers). */
export function askingOrigin(request: Request, { ALLOWED_ORIGINS = "" }: Env): string | undefined {
  const origin = request.headers.get("Origin");
  if (origin === null) return undefined;
  const allowed = ALLOWED_ORIGINS.split(",").map((entry) => entry.trim().replace(/\/+$/, ""));
  if (allowed.includes(origin) || allowed.includes("*")) return origin;
  throw new Refusal(
    403,
    "origin-not-allowed",
    `Pages of ${origin} may not use these comments.`,
    `If the site is yours, add ${origin} to ALLOWED_ORIGINS in wrangler.jsonc and deploy again.`,
  );
}

/** What lets the page read the answer. Source: https://fetch.spec.whatwg.org/#http-cors-protocol */
export function corsHeaders(origin: string | undefined): Readonly<Record<string, string>> {
  if (origin === undefined) return { Vary: "Origin" };
  return {
    Vary: "Origin",
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Expose-Headers": "ETag, Retry-After",
  };
}

/** The answer to a browser that asks what it may send. */
export function preflightAnswer(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "Access-Control-Allow-Methods": "GET, HEAD, POST",
      "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
      "Access-Control-Max-Age": "86400",
    },
  });
}
