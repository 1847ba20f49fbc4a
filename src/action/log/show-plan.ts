import { plural } from "../../domain/plural.ts";
import { renderPlan } from "../../report/plan.ts";
import type { Plan } from "../../run/host.ts";
import { formatShard, shardName } from "../../shard/shard.ts";
import { emptyOutputs, setOutputs } from "../runner/outputs.ts";
import type { JobSummary } from "./job-summary.ts";
import { say } from "./log.ts";

/** Tells the shards of the pages to the workflow, whose matrix has a job for each. */
export async function showPlan({ shards, pages }: Plan, addToSummary: JobSummary): Promise<void> {
  const include = shards.map((shard) => ({ number: shardName(shard), shard: formatShard(shard) }));
  await addToSummary(renderPlan(shards));
  setOutputs({ ...emptyOutputs, "pages-total": pages, matrix: JSON.stringify({ include }) });
  say(`Divided ${plural(pages, "page")} into ${plural(shards.length, "shard")}.`);
}
