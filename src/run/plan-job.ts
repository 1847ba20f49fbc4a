import pMap from "p-map";
import { MigrationError } from "../domain/migration-error.ts";
import { type PlannedShard, planShards } from "../shard/plan-shards.ts";
import type { Job, JobParts } from "./run-job.ts";

/** What planning needs beside the site. */
interface PlanParts extends Pick<JobParts, "until"> {
  /** Told where the plan is rougher than it could be. */
  readonly say: (line: string) => void;
}

/**
 * Divides the pages of a site into shards, by the comments that are expected on them. A page whose
 * conversation can't be read counts as one without comments: its shard's job will report the problem. So
 * does a page that the time did not suffice for.
 */
export async function planJob(
  { config, scan, source }: Job,
  { say, until }: PlanParts,
  signal: AbortSignal,
): Promise<readonly PlannedShard[]> {
  let unasked = 0;
  const expected = await pMap(
    scan.pages,
    async (page) => {
      if (until.aborted) {
        unasked += 1;
        return { pageId: page.pageId, comments: 0 };
      }
      const comments = await source.expectedComments(page, signal).catch((error: unknown) => {
        if (signal.aborted || !(error instanceof MigrationError)) throw error;
        return 0;
      });
      return { pageId: page.pageId, comments };
    },
    { concurrency: config.migration.concurrency },
  );
  if (unasked > 0) {
    say(
      `The time budget is used up: the comments of ${unasked} of ${scan.pages.length} pages were not counted, so shards may differ in size.`,
    );
  }
  return planShards(expected, config.migration.shards);
}
