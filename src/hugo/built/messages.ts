import { defineMessages } from "../../domain/message-catalogue.ts";

/** What is reported about a built site. */
export const builtMessages = defineMessages({
  "built-site-not-found": {
    severity: "error",
    message: ({ folder }: { folder: string }) => `There is no built site in ${folder}.`,
    remedy: "Build the site with Hugo first.",
  },
  "repeated-section": {
    severity: "notice",
    message: ({ owners, pages }: Record<"owners" | "pages", string>) =>
      `The comments of ${owners} also appear on ${pages} (a list, an AMP or print version, or a page with another canonical link); each comment is moved to its own page only.`,
    remedy: "You don't have to do anything.",
  },
  "canonical-without-section": {
    severity: "warning",
    message: ({ pages, canonical }: Record<"pages" | "canonical", string>) =>
      `The canonical link of ${pages} points to ${canonical}, which does not show the same comments, or only lists them; each page's comments are moved to its own address.`,
    remedy:
      "If readers find the comments at the canonical address, show them there; otherwise correct the canonical link in the theme.",
  },
});
