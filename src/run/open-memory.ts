import { existsSync } from "node:fs";
import { Checkpoint } from "../checkpoint/checkpoint.ts";
import { checkpointRequired } from "../checkpoint/checkpoint-error.ts";
import type { Config } from "../config/config.ts";
import { fingerprintOf } from "./fingerprint-of.ts";
import type { RunMemory } from "./host.ts";

/**
 * The memory of a run on a machine that keeps its files: the checkpoint in the file that the settings
 * name.
 * @throws MigrationError `checkpoint-required`, and what `Checkpoint.open` throws
 */
export async function openMemory(config: Config): Promise<RunMemory> {
  const { checkpointFile: file, resume } = config.migration;
  const startsOver = resume === "restart";
  if (resume === "required" && !existsSync(file)) {
    throw checkpointRequired(`checkpoint ${file}`);
  }
  const { checkpoint, origin, notes } = await Checkpoint.open({
    file,
    fingerprint: fingerprintOf(config),
    now: () => new Date(),
    ...(startsOver ? { startOver: (generation) => generation + 1 } : {}),
  });
  return {
    checkpoint,
    source: origin === "new" ? "new" : "file",
    notes,
    believesDatabase: !startsOver,
  };
}
