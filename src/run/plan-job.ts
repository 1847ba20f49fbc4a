import pMap from "p-map";
import { MigrationError } from "../domain/migration-error.ts";
import { type PlannedShard, planShards } from "../shard/plan-shards.ts";
import { type Job, type JobHost, sourceOf } from "./run-job.ts";

/**
 * Divides the pages of a site into shards, by the comments that are expected on them. A page whose
 * room can't be read counts as one without comments: its shard's job will tell what is the matter.
 */
export async function planJob(
  { config, scan }: Job,
  { onRetry }: Pick<JobHost, "onRetry">,
  signal: AbortSignal,
): Promise<readonly PlannedShard[]> {
  const source = sourceOf(config, onRetry);
  const expected = await pMap(
    scan.pages,
    async (page) => {
      const comments = await source.expectedComments(page, signal).catch((error: unknown) => {
        if (signal.aborted || !(error instanceof MigrationError)) throw error;
        return 0;
      });
      return { pageId: page.pageId, comments };
    },
    { concurrency: config.migration.concurrency },
  );
  return planShards(expected, config.migration.shards);
}
