import { summary } from "@actions/core";
import type { LoadedConfig } from "../../config/config.ts";
import { renderPlan } from "../../report/plan.ts";
import { planJob } from "../../run/plan-job.ts";
import type { Job } from "../../run/run-job.ts";
import { formatShard, shardName } from "../../shard/shard.ts";
import { readShardReports } from "../checkpoint/shard-reports.ts";
import { logRetry, say } from "../log/log.ts";
import { emptyOutputs, setOutputs } from "../runner/outputs.ts";
import type { RunContext } from "../runner/run-context.ts";
import { tellReport } from "./tell-report.ts";

/** Tells the shards of the pages to the workflow, whose matrix has a job for each. */
export async function runPlan(job: Job, signal: AbortSignal): Promise<number> {
  const shards = await planJob(job, { onRetry: logRetry }, signal);
  const include = shards.map((shard) => ({ number: shardName(shard), shard: formatShard(shard) }));
  await summary.addRaw(renderPlan(shards)).write();
  setOutputs({
    ...emptyOutputs,
    "pages-total": job.scan.pages.length,
    matrix: JSON.stringify({ include }),
  });
  say(`Divided ${job.scan.pages.length} pages into ${shards.length} shards.`);
  return 0;
}

/** Puts the reports of the jobs before it in this run together. */
export async function runReport(loaded: LoadedConfig, context: RunContext): Promise<number> {
  const { createArtifactStore } = await import("../checkpoint/artifact-store.ts");
  const report = await readShardReports(createArtifactStore(context, loaded.github.token));
  return await tellReport(report, loaded, context);
}
