import { defineMessages } from "../../domain/message-catalogue.ts";

/** A query that failed: of which database, who reports it, and in which words. */
export type FailedQuery = Readonly<Record<"database" | "reporter" | "reason", string>>;

const queryFailed = ({ database, reporter, reason }: FailedQuery) =>
  `A query of the D1 database ${database} failed. ${reporter} reports: ${reason}`;

/** What is reported about failed queries, whichever transport sent them. */
export const queryMessages = defineMessages({
  "d1-daily-limit": {
    severity: "error",
    stopsRun: true,
    message: queryFailed,
    remedy:
      "Run it again after midnight UTC to resume where it left off, or upgrade the Cloudflare account.",
  },
  "d1-busy": {
    severity: "error",
    message: queryFailed,
    remedy:
      "Another program is writing to the database; run it again when that program has finished.",
  },
  "d1-statement-too-long": {
    severity: "error",
    message: queryFailed,
    remedy: "Please report this as a bug: statements should always be within D1's limits.",
  },
  "d1-full": {
    severity: "error",
    stopsRun: true,
    message: queryFailed,
    remedy:
      "The database has reached its size limit; free some space or raise the limit, then run it again.",
  },
  "d1-sql-error": {
    severity: "error",
    message: queryFailed,
    remedy:
      "Compare the comments table with what the migration needs (see docs/targets.md); nothing in this batch was written.",
  },
  "d1-constraint": {
    severity: "error",
    message: queryFailed,
    remedy:
      "A constraint or trigger of the target's tables refuses a comment: change or drop it for the migration, or shorten or delete the comment. Nothing in this batch was written.",
  },
  "account-id-invalid": {
    severity: "error",
    stopsRun: true,
    message: queryFailed,
    remedy:
      "Check the input cloudflare-account-id (npx wrangler whoami shows it), and database-id where it is set.",
  },
  "database-id-invalid": {
    severity: "error",
    stopsRun: true,
    message: queryFailed,
    remedy: "Check the input database-id (wrangler d1 list shows the ids), or leave it out.",
  },
  "d1-auth": {
    severity: "error",
    stopsRun: true,
    message: queryFailed,
    remedy:
      "Check the inputs cloudflare-api-token (it needs the permission D1: Edit for this account) and cloudflare-account-id.",
  },
  "database-not-found/account": {
    severity: "error",
    stopsRun: true,
    message: ({ database }: { database: string }) =>
      `The Cloudflare account has no D1 database called ${database}.`,
    remedy:
      "Check the inputs database-name and cloudflare-account-id (wrangler d1 list shows the databases).",
  },
  "database-not-found/query": {
    severity: "error",
    stopsRun: true,
    message: queryFailed,
    remedy:
      "Check the inputs database-name and cloudflare-account-id (wrangler d1 list shows the databases).",
  },
  "d1-unavailable": {
    severity: "error",
    message: queryFailed,
    remedy: "The database or the network is unavailable; run it again to resume where it left off.",
  },
  "d1-refused": {
    severity: "error",
    message: queryFailed,
    remedy: "Check what Cloudflare reports; when that is fixed, run it again.",
  },
  "wrangler-failed": {
    severity: "error",
    message: queryFailed,
    remedy: "Check what wrangler reports; when that is fixed, run it again.",
  },
});
