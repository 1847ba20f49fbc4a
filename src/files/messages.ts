import { defineMessages } from "../domain/message-catalogue.ts";

/** What is reported about files that this program writes. */
export const fileMessages = defineMessages({
  "file-not-written": {
    severity: "error",
    message: ({ file, reason }: Record<"file" | "reason", string>) =>
      `The file ${file} could not be written: ${reason}. It was left as it was.`,
    remedy:
      "Check that the disk has free space and that its folder can be written, then run it again.",
  },
});
