import { defineMessages } from "../../domain/message-catalogue.ts";

/** What is reported about files that are too large, whether the user or Hugo wrote them. */
export const textMessages = defineMessages({
  "giant-file/content": {
    severity: "error",
    message: ({ file, limit }: { file: string; limit: number }) =>
      `${file} is larger than ${limit} MiB and was not read; if it shows comments, they were not moved.`,
    remedy: "Content files are text; move data of this size out of the content folder.",
  },
  "giant-file/built-page": {
    severity: "error",
    message: ({ page, limit }: { page: string; limit: number }) =>
      `The built page ${page} is larger than ${limit} MiB and was not read; its comments were not moved.`,
    remedy: "Check what makes it so large.",
  },
});
