import { type Env, listed } from "../env.ts";
import { Refusal } from "./refusal.ts";

/** Where the site may be read. */
function siteOrigins({ ALLOWED_ORIGINS }: Env): readonly string[] {
  return listed(ALLOWED_ORIGINS).map((entry) => entry.replace(/\/+$/, ""));
}

/** The site that links lead to; undefined where none is named. */
export function siteOrigin(env: Env): string | undefined {
  return siteOrigins(env).find((origin) => origin !== "*");
}

/** Origin of the page that asks, where it may; undefined where no page asks (curl, feed readers). */
export function askingOrigin(request: Request, env: Env): string | undefined {
  const origin = request.headers.get("Origin");
  if (origin === null) return undefined;
  const allowed = siteOrigins(env);
  if (allowed.includes(origin) || allowed.includes("*")) return origin;
  if (origin === "null") throw refusalOfNobody();
  throw new Refusal(
    403,
    "origin-not-allowed",
    `Pages of ${origin} may not use these comments.`,
    `If the site is yours, add ${origin} to ALLOWED_ORIGINS in wrangler.jsonc and deploy again.`,
  );
}

/** What browsers say for a file, and for a form of a page that keeps its address to itself. */
function refusalOfNobody(): Refusal {
  return new Refusal(
    403,
    "origin-not-allowed",
    "The page does not say which site it is of.",
    "If the site is yours: serve it instead of opening its files, and set no Referrer-Policy of no-referrer.",
  );
}

/**
 * What lets the page read the answer; a refusal is for every page to read, since who tries out a
 * site at another address would see a network error otherwise.
 * Source: https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function corsHeaders(origin: string | null): Readonly<Record<string, string>> {
  if (origin === null) return { Vary: "Origin" };
  return {
    Vary: "Origin",
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Expose-Headers": "ETag, Retry-After",
  };
}

/** The answer to a browser that asks what it may send: what it sends is judged when it comes. */
export function preflightAnswer(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "Access-Control-Allow-Methods": "GET, HEAD, POST, PATCH, DELETE",
      "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match",
      "Access-Control-Max-Age": "86400",
    },
  });
}
