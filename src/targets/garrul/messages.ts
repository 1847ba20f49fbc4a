import { defineMessages } from "../../domain/message-catalogue.ts";

/** What is reported about comments that Garrul can't show. */
export const garrulMessages = defineMessages({
  "page-address-not-a-slug": {
    severity: "error",
    message: ({ page }: { page: string }) =>
      `Garrul can't show comments of ${page}: its pages are named by up to 200 of the characters A-Z, a-z, 0-9, _, -, . and /.`,
    remedy: "Give the page an address of these characters with url in its front matter.",
  },
});
