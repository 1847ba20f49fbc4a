import { D1Error } from "./transport.ts";

interface Kind {
  readonly code: string;
  readonly pattern: RegExp;
  readonly transient: boolean;
  readonly remedy: string;
}

// The first that fits counts. SQL errors come before the rest, because Cloudflare wraps them in the
// code 7500 that it has for failures of its own as well.
// Source: https://developers.cloudflare.com/d1/observability/debug-d1/
const kinds: readonly Kind[] = [
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
      "Compare the comments table with what the migration needs (see the README); nothing of this call was written.",
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

/** The error for what wrangler said about a call to this database. */
export function wranglerFailure(database: string, words: string): D1Error {
  const kind = kinds.find(({ pattern }) => pattern.test(words));
  return new D1Error(
    kind?.code ?? "wrangler-failed",
    `Wrangler could not run a call to the D1 database ${database}. It said: ${words || "nothing"}`,
    {
      transient: kind?.transient ?? false,
      remedy: kind?.remedy ?? "Look at what wrangler said; when it is mended, run it again.",
    },
  );
}

/** Wrangler said nothing that can be read, or less than was asked. */
export function wranglerAnswerDamaged(database: string, words: string): D1Error {
  return new D1Error(
    "wrangler-answer-damaged",
    `Wrangler's answer about the D1 database ${database} can't be read. It said: ${words || "nothing"}`,
    {
      transient: true,
      remedy: "Run it again; if it stays, check the version of wrangler (4 is needed).",
    },
  );
}

/** Wrangler was ended by the system or took too long. */
export function wranglerEnded(database: string, timedOut: boolean): D1Error {
  const end = timedOut ? "took too long and was ended" : "was ended by the system";
  return new D1Error(
    "wrangler-ended",
    `Wrangler ${end} while it worked on the D1 database ${database}.`,
    { transient: true, remedy: "Run it again: it goes on where it stopped." },
  );
}
