import { basename, dirname } from "node:path";
import type { Report } from "../../report/report.ts";
import type { FinishedRun } from "../../run/host.ts";
import { say } from "../log/log.ts";
import type { RunContext } from "../runner/run-context.ts";
import { reportArtifactName } from "./checkpoint-key.ts";
import { Patience } from "./patience.ts";
import { refusalText } from "./store-result.ts";

/** Keeps the report of a run that has no checkpoint to keep with it, as an artifact of its own. */
export async function keepReport(
  report: Report,
  files: FinishedRun["files"],
  context: RunContext,
): Promise<Pick<FinishedRun, "kept" | "isCheckpointSaved">> {
  const { json, html } = files;
  if (json === undefined) return { kept: [], isCheckpointSaved: false };
  const name = reportArtifactName(report, context);
  const { createArtifactStore } = await import("./artifact-store.ts");
  const store = createArtifactStore(context, undefined, new Patience());
  const result = await store.upload(name, Object.values(files), dirname(json));
  const line = result.ok
    ? `Report: kept as the artifact ${name} of this run${html === undefined ? "" : `; ${basename(html)} is for people`}.`
    : `Report: not kept as an artifact. Reason: ${refusalText(result)}`;
  say(line);
  return { kept: [line], isCheckpointSaved: false };
}
