import { defineMessages } from "../../domain/message-catalogue.ts";
import { plural } from "../../domain/plural.ts";

/** What is reported about files that WordPress exported. */
export const wordpressMessages = defineMessages({
  "wordpress-export-without-comments": {
    severity: "warning",
    message: ({ file, items }: { readonly file: string; readonly items: number }) =>
      `The WordPress export ${file} has ${plural(items, "post, page or other item", "posts, pages and other items")}, but no comments.`,
    remedy:
      "If the site has comments, export again in WordPress (Tools, Export) and choose All content.",
  },
});
