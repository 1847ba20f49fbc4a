import type { Check } from "./check.ts";
import { type CheckedTarget, databaseChecks } from "./database-checks.ts";
import type { Job } from "./run-job.ts";
import { siteChecks } from "./site-checks.ts";
import { sourceChecks } from "./source-checks.ts";

/** What a job needs, as far as its site, source and database say. */
export async function* jobChecks(
  job: Job,
  target: CheckedTarget,
  signal: AbortSignal,
): AsyncGenerator<Check, void> {
  yield* siteChecks(job.scan);
  yield* await sourceChecks(job, signal);
  yield* await databaseChecks(job.config, target, signal);
}
