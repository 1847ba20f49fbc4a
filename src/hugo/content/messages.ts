import { defineMessages } from "../../domain/message-catalogue.ts";

type Texts<Names extends string> = Record<Names, string>;

const correctFrontMatter = "Correct the front matter and run it again.";

/** What is reported about the files and folders that hold a site's content. */
export const contentMessages = defineMessages({
  "malformed-shortcode": {
    severity: "error",
    message: ({ file, fault }: Texts<"file" | "fault">) =>
      `In ${file}, ${fault}; Hugo would not build this page.`,
    remedy: "Correct the shortcode, so that no comment section is overlooked.",
  },
  "malformed-front-matter/page": {
    severity: "error",
    message: ({ file, reason }: Texts<"file" | "reason">) =>
      `The front matter of ${file} can't be read: ${reason}. The comments of this page were not moved.`,
    remedy: correctFrontMatter,
  },
  "malformed-front-matter/shortcodes": {
    severity: "error",
    message: ({ file, reason, shortcodes }: Texts<"file" | "reason" | "shortcodes">) =>
      `The front matter of ${file} can't be read: ${reason}. The comments of its ${shortcodes} were not moved.`,
    remedy: correctFrontMatter,
  },
  "unreadable-file": {
    severity: "error",
    message: ({ file, error }: Texts<"file" | "error">) =>
      `${file} can't be read (${error}); if it shows comments, they were not moved.`,
    remedy: "Make the file readable and run it again.",
  },
  "unreadable-folder": {
    severity: "error",
    message: ({ folder }: Texts<"folder">) =>
      `${folder} can't be read; if pages in it show comments, they were not moved.`,
    remedy: "Make the folder readable and run it again.",
  },
});
