import { type FailedQuery, queryMessages } from "./messages.ts";
import { type D1Error, d1Error } from "./transport.ts";

// The first that fits counts. SQL errors come before the rest, because Cloudflare wraps them in the
// code 7500 that it has for failures of its own as well.
// Sources: https://developers.cloudflare.com/d1/observability/debug-d1/,
// https://developers.cloudflare.com/changelog/2026-09-01-d1-free-tier-limit-enforcement/
const kinds = [
  { code: "d1-daily-limit", pattern: /free tier daily row \w+ limit/i, transient: false },
  { code: "d1-busy", pattern: /SQLITE_BUSY|database is locked/i, transient: true },
  {
    code: "d1-statement-too-long",
    pattern: /SQLITE_TOOBIG|statement too long|E2BIG/i,
    transient: false,
  },
  {
    code: "d1-full",
    pattern: /SQLITE_FULL|maximum DB size|maximum account storage limit/i,
    transient: false,
  },
  {
    code: "d1-constraint",
    pattern: /SQLITE_CONSTRAINT|constraint failed/i,
    transient: false,
  },
  {
    code: "d1-sql-error",
    pattern:
      /SQLITE_(?!BUSY|INTERNAL|NOMEM|IOERR)[A-Z_]+|\bno such (?:table|column|index|function)\b|\bnear ".*?": syntax error|datatype mismatch|has no column named/i,
    transient: false,
  },
  {
    code: "d1-auth",
    pattern:
      /\bcode: (?:10000|10001|9109|9106|6003|6111|7403)\]|authentication (?:error|failed)|invalid access token|CLOUDFLARE_API_TOKEN|not logged in|more than one account/i,
    transient: false,
  },
  { code: "account-id-invalid", pattern: /\bcode: 7003\]/, transient: false },
  { code: "database-id-invalid", pattern: /\bcode: 7400\]/, transient: false },
  {
    code: "database-not-found/query",
    pattern: /\bcode: 7404\]|couldn't find a D1 DB|database .*not found/i,
    transient: false,
  },
  {
    code: "d1-unavailable",
    pattern:
      /-> (?:429|5\d\d)\b|\bcode: (?:971|7500|7501|7505)\]|too many requests|rate limit|is overloaded|timed out|time-?out|transient issue|internal (?:server )?error|network connection lost|DB reset|(?:was|to be) reset|fetch failed|ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|socket hang up/i,
    transient: true,
  },
] as const;

/** What a failed query was answered with. */
interface QueryFailure extends FailedQuery {
  /** Of HTTP, where there is one. */
  readonly status?: number;
  readonly retryAfterMs?: number | undefined;
  /** The code where nobody foresaw these words. */
  readonly otherwise: "d1-refused" | "wrangler-failed";
}

/**
 * The error for a failed query, by the words that report it: what wrangler printed, or Cloudflare's
 * errors as `message [code: n]`.
 */
export function queryFailure({ otherwise, status, retryAfterMs, ...query }: QueryFailure): D1Error {
  const words = status === undefined ? query.reason : `${query.reason} -> ${status}`;
  const kind = kinds.find(({ pattern }) => pattern.test(words));
  return d1Error(queryMessages.words(kind?.code ?? otherwise, query), {
    transient: kind?.transient ?? false,
    retryAfterMs,
  });
}
