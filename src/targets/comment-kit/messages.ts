import { defineMessages } from "../../domain/message-catalogue.ts";

/** What is reported about comments that comment-kit can't show. */
export const commentKitMessages = defineMessages({
  "site-address-unknown": {
    severity: "error",
    message: ({ page }: { page: string }) =>
      `Comments of ${page} can't be moved: comment-kit names pages by whole addresses, and the address of this site is not known.`,
    remedy:
      "Set baseURL in Hugo's configuration, or the input target-site, to where readers see the site, such as https://blog.example.org.",
  },
});
