import { existsSync } from "node:fs";
import { Checkpoint } from "../checkpoint/checkpoint.ts";
import { checkpointRequired } from "../checkpoint/checkpoint-error.ts";
import { type Config, keepsCheckpoint } from "../config/config.ts";
import type { MigrationMemory } from "../migration/ports.ts";
import type { Report, ReportedCheckpoint } from "../report/report.ts";
import { fingerprintOf } from "./fingerprint-of.ts";
import { forgetfulMemory } from "./forgetful-memory.ts";
import { keepStatistics } from "./keep-statistics.ts";

/** The memory of a run on a machine that keeps its files, and how to leave it. */
interface OpenMemory {
  readonly memory: MigrationMemory;
  readonly checkpoint: ReportedCheckpoint;
  readonly believesDatabase: boolean;
  /** Keeps the numbers of the report. */
  finish(report: Report): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the checkpoint in the file that the settings name, where the run keeps one.
 * @throws MigrationError `checkpoint-required`, and what `Checkpoint.open` throws
 */
export async function openMemory(config: Config): Promise<OpenMemory> {
  const { checkpointFile: file, resume, reset } = config.migration;
  if (!keepsCheckpoint(config)) {
    return {
      memory: forgetfulMemory,
      checkpoint: { source: "none", file, notes: [] },
      believesDatabase: false,
      finish: async () => {},
      close: async () => {},
    };
  }
  const fingerprint = fingerprintOf(config);
  const startsOver = reset || resume === "never";
  if (resume === "required" && !existsSync(file)) {
    throw checkpointRequired(`checkpoint ${file}`);
  }
  const opened = await Checkpoint.open({
    file,
    fingerprint,
    now: () => new Date(),
    ...(startsOver ? { startOver: (generation) => generation + 1 } : {}),
  });
  return {
    memory: opened.checkpoint,
    checkpoint: { source: opened.origin === "new" ? "new" : "file", file, notes: opened.notes },
    believesDatabase: !startsOver,
    finish: (report) => keepStatistics(opened.checkpoint, report),
    close: () => opened.checkpoint.close(),
  };
}
