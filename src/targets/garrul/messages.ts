import { defineMessages } from "../../domain/message-catalogue.ts";
import { pageSlugTemplate } from "./page-slug.ts";

/** What is reported about pages that Garrul can't name by their address. */
export const garrulMessages = defineMessages({
  "page-named-by-hash": {
    severity: "warning",
    message: ({ page, slug }: Record<"page" | "slug", string>) =>
      `Garrul can't name ${page} by its address: it allows up to 200 of the characters A-Z, a-z, 0-9, _, -, . and /. The comments of the page are stored under ${slug}.`,
    remedy: `Set data-slug of Garrul's widget in your template to ${pageSlugTemplate}, so that it finds them.`,
  },
});
