import { basename, dirname } from "node:path";
import type { Report } from "../../report/report.ts";
import type { FinishedRun } from "../../run/host.ts";
import { say } from "../log/log.ts";
import type { RunContext } from "../runner/run-context.ts";
import { refusalText } from "./store-result.ts";

/** Keeps the report of a run that has no checkpoint to keep with it, as an artifact of its own. */
export async function keepReport(
  report: Report,
  files: FinishedRun["files"],
  context: RunContext,
): Promise<Pick<FinishedRun, "kept" | "isCheckpointSaved">> {
  const name = artifactNameOf(report, context);
  const { createArtifactStore } = await import("./artifact-store.ts");
  const store = createArtifactStore(context, undefined);
  const result = await store.upload(name, Object.values(files), dirname(files.json));
  const line = result.ok
    ? `Report: kept as the artifact ${name} of this run; ${basename(files.html)} is for people.`
    : `Report: not kept as an artifact. Reason: ${refusalText(result)}`;
  say(line);
  return { kept: [line], isCheckpointSaved: false };
}

/** Another name in each job and attempt, since a run can't have two artifacts of one name. */
function artifactNameOf({ mode, shard, shards }: Report, context: RunContext): string {
  const kind = shards === undefined ? mode : "all-shards";
  const part = shard ? [`${shard.number}-of-${shard.of}`] : [];
  return ["comment-migration-report", context.job, kind, ...part, context.runAttempt].join("-");
}
