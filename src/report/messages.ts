import { defineMessages } from "../domain/message-catalogue.ts";
import { plural } from "../domain/plural.ts";

/** What is reported about a run as a whole. */
export const reportMessages = defineMessages({
  "shard-without-report": {
    severity: "warning",
    message: ({ shard, shards }: { shard: number; shards: number }) =>
      `Shard ${shard}/${shards} left no report: its job failed or was cancelled.`,
    remedy: "Re-run the failed jobs of this workflow run to resume where they left off.",
  },
  "no-conversations": {
    severity: "error",
    message: ({ pages }: { pages: number }) =>
      `The source has no conversation for ${pages === 1 ? "the only page" : `any of the ${plural(pages, "page")}`} with a comment section.`,
    remedy:
      "Check the settings of the source: it has another name, or another server has the comments.",
  },
});
