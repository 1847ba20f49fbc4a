import { Checkpoint, type OpenedCheckpoint } from "../../checkpoint/checkpoint.ts";
import { checkpointRequired } from "../../checkpoint/checkpoint-error.ts";
import type { CheckpointSource } from "../../report/report.ts";
import { fingerprintOf } from "../../run/fingerprint-of.ts";
import type { Job } from "../../run/run-job.ts";
import { say } from "../log/log.ts";
import type { RunContext } from "../runner/run-context.ts";
import { artifactName } from "./checkpoint-key.ts";
import {
  type RestoredCheckpoint,
  type RestoreOptions,
  restoreCheckpoint,
} from "./restore-checkpoint.ts";
import { refusalText } from "./store-result.ts";

/** The checkpoint that a run resumes from. */
interface FoundCheckpoint {
  readonly opened: OpenedCheckpoint;
  readonly source: Extract<CheckpointSource, RestoredCheckpoint["source"]>;
  /** What was odd, for the report: services that failed, and files that were damaged. */
  readonly notes: readonly string[];
  /** Whether pages that the database knows to be complete are left alone: not in a run that starts over. */
  readonly believesDatabase: boolean;
}

/**
 * Finds the checkpoint by the settings `resume` and `reset`, opens it, and says in the log where it
 * came from.
 * @throws MigrationError `checkpoint-required`, and what `Checkpoint.open` throws
 */
export async function openCheckpoint(
  { config }: Job,
  context: RunContext,
  keyPrefix: string,
  stores: RestoreOptions["stores"],
): Promise<FoundCheckpoint> {
  const { checkpointFile: file, resume, reset } = config.migration;
  const fingerprint = fingerprintOf(config);
  const names = { cachePrefix: keyPrefix, artifact: artifactName(keyPrefix) };
  const restored: RestoredCheckpoint =
    resume === "never"
      ? { source: "new", refusals: [] }
      : await restoreCheckpoint({ file, fingerprint, names, stores });
  if (resume === "required" && restored.source === "new") {
    throw checkpointRequired("checkpoint", restored.refusals.map(refusalText));
  }
  const startOver = resume === "never" ? startAgain : startOnce(Number(context.runId));
  const opened = await Checkpoint.open({
    file,
    fingerprint,
    now: () => new Date(),
    ...(reset || resume === "never" ? { startOver } : {}),
  });
  const source = opened.origin === "new" ? "new" : restored.source;
  sayWhereFrom(source, restored);
  const failures = restored.refusals.filter(({ severity }) => severity !== "notice");
  return {
    opened,
    source,
    notes: [...failures.map(refusalText), ...opened.notes],
    believesDatabase: resume !== "never" && !(reset && source === "new"),
  };
}

function startAgain(generation: number): number {
  return generation + 1;
}

/** Starts over in the first attempt of a run; the later ones find the run's own generation. */
function startOnce(runId: number): (generation: number) => number {
  return (generation) => (generation <= runId ? runId : generation + 1);
}

function sayWhereFrom(
  source: RestoredCheckpoint["source"],
  { refusals }: RestoredCheckpoint,
): void {
  if (source === "new") say("No checkpoint of an earlier run was found: starting a new one.");
  else say(`Resuming from the checkpoint (${source}).`);
  for (const refusal of refusals) say(`  ${refusalText(refusal)}`);
}
