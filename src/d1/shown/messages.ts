import { defineMessages } from "../../domain/message-catalogue.ts";

/** What is reported about reading what readers see. */
export const shownMessages = defineMessages({
  "no-comment-table": {
    severity: "error",
    message: ({ table, database }: Record<"table" | "database", string>) =>
      `The database ${database} has no table ${table}, so there are no comments to read.`,
    remedy:
      "Check database-name and d1-mode, and set target-schema and schema-map as the migration had them. No file was changed.",
  },
});
