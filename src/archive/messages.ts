import { defineMessages } from "../domain/message-catalogue.ts";

/** What is reported about the comment archive. */
export const archiveMessages = defineMessages({
  "archive-file-in-the-way": {
    severity: "error",
    message: ({ path }: { path: string }) =>
      `${path} is not a file of the comment archive and was not overwritten.`,
    remedy: "Move it away, or choose another folder with the input archive.",
  },
});
