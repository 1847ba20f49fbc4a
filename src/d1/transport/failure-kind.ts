/** What is known of a kind of failure. */
interface FailureKind {
  readonly code: string;
  readonly transient: boolean;
  readonly remedy: string;
}

// The first that fits counts. SQL errors come before the rest, because Cloudflare wraps them in the
// code 7500 that it has for failures of its own as well.
// Sources: https://developers.cloudflare.com/d1/observability/debug-d1/,
// https://developers.cloudflare.com/changelog/2026-09-01-d1-free-tier-limit-enforcement/
const kinds: readonly (FailureKind & { readonly pattern: RegExp })[] = [
  {
    code: "d1-daily-limit",
    pattern: /free tier daily row \w+ limit/i,
    transient: false,
    remedy:
      "Run it again after midnight UTC, it goes on where it stopped; or upgrade the Cloudflare account.",
  },
  {
    code: "d1-busy",
    pattern: /SQLITE_BUSY|database is locked/i,
    transient: true,
    remedy: "Another program writes to the database; run it again when that is done.",
  },
  {
    code: "d1-statement-too-long",
    pattern: /SQLITE_TOOBIG|statement too long|E2BIG/i,
    transient: false,
    remedy: "Report it as a bug: the size of statements should have been kept in bounds.",
  },
  {
    code: "d1-full",
    pattern: /SQLITE_FULL|maximum DB size/i,
    transient: false,
    remedy:
      "The database has reached its size limit; make room or raise the limit, then run again.",
  },
  {
    code: "d1-sql-error",
    pattern: /SQLITE_(?!BUSY|INTERNAL|NOMEM|IOERR)[A-Z_]+/,
    transient: false,
    remedy:
      'Compare the comments table with what the migration needs (see "Where the comments go" in the README); nothing of this call was written.',
  },
  {
    code: "d1-auth",
    pattern:
      /\bcode: (?:10000|10001|9109|9106|6003|6111|7403)\]|authentication (?:error|failed)|invalid access token|CLOUDFLARE_API_TOKEN|not logged in|more than one account/i,
    transient: false,
    remedy:
      "Check the inputs cloudflare-api-token (it needs the permission D1: Edit for this account) and cloudflare-account-id.",
  },
  {
    code: "database-not-found",
    pattern: /\bcode: 7404\]|couldn't find a D1 DB|database .*not found/i,
    transient: false,
    remedy:
      "Check the inputs database-name and cloudflare-account-id (wrangler d1 list shows the databases).",
  },
  {
    code: "d1-unavailable",
    pattern:
      /-> (?:429|5\d\d)\b|\bcode: (?:971|7500|7501|7505)\]|too many requests|rate limit|is overloaded|timed out|time-?out|transient issue|internal (?:server )?error|network connection lost|DB reset|(?:was|to be) reset|fetch failed|ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|socket hang up/i,
    transient: true,
    remedy:
      "The database or the network was out of reach; run it again, it goes on where it stopped.",
  },
];

/**
 * The kind of failure that these words tell of; undefined for words that nobody foresaw. Words are
 * what wrangler printed, or Cloudflare's errors as `message [code: n]` with `-> <HTTP status>`.
 */
export function failureKindOf(words: string): FailureKind | undefined {
  return kinds.find(({ pattern }) => pattern.test(words));
}
