import { z } from "zod";
import { optional, setting } from "./setting.ts";
import { settingProblems } from "./setting-problems.ts";
import { choice, text, words } from "./value-types.ts";

/** How conversations from elsewhere find their pages, for sources that know their pages by address. */
export const matchingSection = z.object({
  addressTable: setting("address-table", text().default("comment-migration.urls.csv"), {
    env: ["COMMENTS_ADDRESS_TABLE"],
    description:
      "A table (CSV with the columns `from` and `to`) of comments' addresses and their pages, for what the site itself does not know: `*` at the end of both stands for the rest, an empty `to` for no page on purpose; the first row that fits counts. It need not be there. A dry run writes one with proposals beside the report.",
    path: "place",
  }),
  formerHosts: setting("former-hosts", optional(words(settingProblems.hosts)), {
    env: ["COMMENTS_FORMER_HOSTS"],
    description:
      "Host names at which the site was in former times, such as `old.example`, separated by commas, where its paths were the same. Default: none.",
  }),
  gonePages: setting("gone-pages", choice(["report", "archive"]).default("report"), {
    env: ["COMMENTS_GONE_PAGES"],
    description:
      "What happens to comments whose page is gone (an empty `to` in `address-table`): `report` counts them; `archive` also keeps them in the folder `archive`.",
  }),
});
