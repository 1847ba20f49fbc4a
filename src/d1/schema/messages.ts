import { defineMessages } from "../../domain/message-catalogue.ts";

/** What is reported about a table that does not fit. */
export const schemaMessages = defineMessages({
  "schema-mismatch": {
    severity: "error",
    message: ({ table, problems }: { table: string; problems: string }) =>
      `The existing table ${table} can't store the comments: ${problems}.`,
    // The comment system's own, or the ledger's.
    remedy: ({ setUpInstructions }: { setUpInstructions: string }) => setUpInstructions,
  },
});
