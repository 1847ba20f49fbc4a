import { defineMessages } from "../../domain/message-catalogue.ts";

/** What is reported about Twikoo's table. */
export const twikooMessages = defineMessages({
  "columns-in-other-order": {
    severity: "warning",
    message: ({ expected, found }: Record<"expected" | "found", string>) =>
      `The table comment has its columns in the order ${found}, but Twikoo's Worker writes readers' new comments in the order ${expected}, without names: their values get into the wrong columns. Moved comments are not affected.`,
    remedy:
      "Create a table with the statement in Twikoo's schema.sql, copy the comments into it by the names of the columns, and rename it to comment.",
  },
});
