import { defineMessages } from "../domain/message-catalogue.ts";

/** What is reported about reports that are merged. */
export const reportMessages = defineMessages({
  "shard-without-report": {
    severity: "warning",
    message: ({ shard, shards }: { shard: number; shards: number }) =>
      `Shard ${shard}/${shards} left no report: its job failed or was cancelled.`,
    remedy: "Re-run the failed jobs of this workflow run to resume where they left off.",
  },
});
