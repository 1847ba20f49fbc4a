import { defineMessages } from "../../domain/message-catalogue.ts";

/** What is reported about conversations, whatever their source. */
export const sourceMessages = defineMessages({
  "doubles-of-threads": {
    severity: "warning",
    message: ({ page, comments }: { readonly page: string; readonly comments: number }) =>
      `Several threads became the conversation of ${page}, and ${comments} of their comments seem to be doubles: by one person, at the same second.`,
    remedy:
      "Look at the page, and delete what is there twice; the migration moves both, because both were written.",
  },
});
