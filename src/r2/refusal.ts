import { type RefusedRequest, r2Messages } from "./messages.ts";
import { R2Error } from "./r2-error.ts";

// The first that fits counts. Wrangler prints Cloudflare's envelope as it came, with `"code":n`.
// Sources: https://developers.cloudflare.com/r2/api/error-codes/,
// packages/miniflare/src/workers/local-explorer/resources/r2.ts of cloudflare/workers-sdk
const kinds = [
  {
    code: "r2-bucket-not-found",
    pattern: /\bcode"?: ?10006\b|bucket (?:does not exist|not found)/i,
    transient: false,
  },
  { code: "r2-not-enabled", pattern: /\bcode"?: ?10042\b|enable R2/i, transient: false },
  {
    code: "r2-auth",
    pattern:
      /\bcode"?: ?(?:10000|10002|10003|9109|9106|6003|6111|7003|7403)\b|(?:->|-) 401\b|authentication (?:error|failed)|invalid access token|CLOUDFLARE_API_TOKEN|not logged in|more than one account/i,
    transient: false,
  },
  {
    code: "r2-unavailable/refused",
    pattern:
      /-> (?:429|5\d\d)\b|- (?:429|5\d\d):|\bcode"?: ?(?:971|10001|10043|10054|10058)\b|too many requests|rate limit|timed out|time-?out|internal (?:server )?error|network connection lost|fetch failed|ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|socket hang up/i,
    transient: true,
  },
] as const;

/** What a request was answered with. */
interface Refusal extends RefusedRequest {
  /** Of HTTP, where there is one. */
  readonly status?: number;
  readonly retryAfterMs?: number | undefined;
}

/** The error for a refused request, by the words that report it: Cloudflare's errors, or what wrangler printed. */
export function refusalOf({ status, retryAfterMs, ...request }: Refusal): R2Error {
  const words = status === undefined ? request.reason : `${request.reason} -> ${status}`;
  const kind = kinds.find(({ pattern }) => pattern.test(words));
  return new R2Error(r2Messages.words(kind?.code ?? "r2-refused", request), {
    transient: kind?.transient ?? false,
    retryAfterMs,
  });
}

/** Wrangler was stopped by the system or took too long. */
export function wranglerEnded(bucket: string, timedOut: boolean): R2Error {
  const key = timedOut ? "r2-wrangler-ended/timeout" : "r2-wrangler-ended/system";
  return new R2Error(r2Messages.words(key, { bucket }), { transient: true });
}
