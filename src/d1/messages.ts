import { defineMessages } from "../domain/message-catalogue.ts";

/** What is reported about the target's tables, and of comments that it can't take. */
export const d1Messages = defineMessages({
  "ledger-of-another-schema": {
    severity: "error",
    message: ({ before, now }: Record<"before" | "now", string>) =>
      `Comments were imported into this database in the schema ${before}, but the schema is now ${now}.`,
    remedy:
      "Restore the earlier target-schema and schema-map, or first remove those comments by mode: rollback with the earlier settings.",
  },
  "ledger-of-another-content-format": {
    severity: "error",
    message: ({ before, now }: Record<"before" | "now", string>) =>
      `Comments were imported into this database with content-format: ${before}, but it is now ${now}: one table can't hold both.`,
    remedy: ({ before }: Record<"before", string>) =>
      `Set content-format: ${before} again. To change it, first remove the comments (mode: rollback with content-format: ${before}), then migrate again.`,
  },
  "ledger-of-another-column-map": {
    severity: "error",
    message: ({ before, now }: Record<"before" | "now", string>) =>
      `Comments were imported into this database ${before}, but the migration now runs ${now}: the earlier rows would lack what the later ones have.`,
    remedy:
      "Restore the earlier schema-map, target-site or base URL. To change it, first remove the comments (mode: rollback with the earlier one), then migrate again.",
  },
  "ledger-with-kept-media": {
    severity: "error",
    message:
      "Comments in this database name copies of their pictures and files, but media is link now: they would name the originals again.",
    remedy:
      "Set media (and r2-bucket and media-url) as in the runs before. To change it, first remove the comments (mode: rollback), then migrate again.",
  },
  "schema-missing/table": {
    severity: "error",
    message: ({ table, schema }: Record<"table" | "schema", string>) =>
      `The database lacks the table ${table} of ${schema}.`,
    remedy: ({ setUp }: Record<"setUp", string>) => setUp,
  },
  "schema-missing/tables": {
    severity: "error",
    message: ({ tables, schema }: Record<"tables" | "schema", string>) =>
      `The database lacks the tables ${tables} of ${schema}.`,
    remedy: ({ setUp }: Record<"setUp", string>) => setUp,
  },
  "ledger-without-comments": {
    severity: "error",
    message: ({ ledger, table }: Record<"ledger" | "table", string>) =>
      `The database has the migration's ledger (${ledger}) but no table ${table}: the comments that the ledger lists were deleted.`,
    remedy: ({ ledger, table }: Record<"ledger" | "table", string>) =>
      `Restore ${table}, or, to import everything again, delete the ledger first: DROP TABLE ${ledger}.`,
  },
  "unknown-parent": {
    severity: "error",
    message: ({ comment }: Record<"comment", string>) =>
      `Comment ${comment} answers a comment that has not been imported; nothing in its batch was written.`,
    remedy: "Please report this as a bug: parents should be imported first.",
  },
  "comment-not-kept": {
    severity: "error",
    message: ({ table, comment }: Record<"table" | "comment", string>) =>
      `The table ${table} accepted comment ${comment} but did not store it; nothing in its batch was written.`,
    remedy: ({ table }: Record<"table", string>) =>
      `Look for a trigger or an ON CONFLICT clause of ${table} that drops rows, and remove it for the migration.`,
  },
  "comment-not-removed": {
    severity: "error",
    message: ({ table, comment }: Record<"table" | "comment", string>) =>
      `The table ${table} did not let comment ${comment} go, which was removed at its source; nothing in its batch was changed.`,
    remedy: ({ table }: Record<"table", string>) =>
      `Look for a trigger of ${table} that keeps rows, and remove it for the migration; or set follow to new, and remove the comment yourself.`,
  },
  "no-bookmark/refused": {
    severity: "warning",
    message: ({ database, reason }: Record<"database" | "reason", string>) =>
      `The D1 database ${database} returned no Time Travel bookmark before the first write; the run continued without one. ${reason}`,
    remedy: withoutBookmark,
  },
  "no-bookmark/late": {
    severity: "warning",
    message: ({ database, seconds }: { database: string; seconds: number }) =>
      `The D1 database ${database} returned no Time Travel bookmark within ${seconds} seconds before the first write; the run continued without one.`,
    remedy: withoutBookmark,
  },
  "comment-shortened": {
    severity: "warning",
    message: ({ author, page, comment }: Record<"author" | "page" | "comment", string>) =>
      `A comment by ${author} on ${page} is too long for one call to the database (${comment}); it is truncated, and a note at its end says so.`,
    remedy:
      "The whole text remains at the source. With oversized-content: fail no comment is truncated.",
  },
  "comment-too-large": {
    severity: "error",
    message: (p: { comment: string; page: string; size: number; needed: number; limit: number }) =>
      `Comment ${p.comment} on ${p.page} is too long: its text has ${p.size} bytes and takes ${p.needed} in a call to the database, which can carry ${p.limit}.`,
    remedy:
      "Shorten or delete this comment at the source, or set oversized-content to truncate, then run it again.",
  },
});

function withoutBookmark({ name }: Record<"name", string>): string {
  return `You don't have to do anything: mode: rollback removes moved comments without a bookmark. Before the next run, npx wrangler d1 export ${name} --remote --output=backup.sql makes a copy that you can restore.`;
}
