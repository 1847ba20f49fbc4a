import { basename } from "node:path";
import type { LoadedConfig } from "../../config/config.ts";
import type { Report } from "../../report/report.ts";
import { exitCodeOf } from "../../run/exit-code.ts";
import { writeReport } from "../../run/write-report.ts";
import { refusalText } from "../checkpoint/store-result.ts";
import { say } from "../log/log.ts";
import { showReport } from "../log/show-report.ts";
import { outputsOf, setOutputs } from "../runner/outputs.ts";
import type { RunContext } from "../runner/run-context.ts";

/**
 * Writes, keeps and shows the report of a run that has no checkpoint to keep with it, and sets the
 * outputs. Gives the exit code.
 */
export async function tellReport(
  report: Report,
  { migration }: Pick<LoadedConfig, "migration">,
  context: RunContext,
): Promise<number> {
  const files = await writeReport(report, migration.reportDir);
  const name = artifactNameOf(report, context);
  const { createArtifactStore } = await import("../checkpoint/artifact-store.ts");
  const result = await createArtifactStore(context, undefined).upload(
    name,
    Object.values(files),
    migration.reportDir,
  );
  const line = result.ok
    ? `Report: kept as the artifact ${name} of this run; ${basename(files.html)} is for people.`
    : `Report: not kept as an artifact. Reason: ${refusalText(result)}`;
  say(line);
  await showReport(report, context, [line]);
  setOutputs(outputsOf(report, files.json, false));
  return exitCodeOf(report, migration.failOn);
}

/** Another name in each job and attempt, since a run can't have two artifacts of one name. */
function artifactNameOf({ mode, shard, shards }: Report, context: RunContext): string {
  const kind = shards === undefined ? mode : "all-shards";
  const part = shard ? [`${shard.number}-of-${shard.of}`] : [];
  return ["comment-migration-report", context.job, kind, ...part, context.runAttempt].join("-");
}
