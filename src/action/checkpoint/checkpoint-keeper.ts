import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { debug } from "@actions/core";
import type { Checkpoint } from "../../checkpoint/checkpoint.ts";
import { MigrationError } from "../../domain/migration-error.ts";
import { reportFilesIn } from "../../run/write-report.ts";
import type { RunContext } from "../runner/run-context.ts";
import type { ArtifactStore } from "./artifact-store.ts";
import type { CacheStore } from "./cache-store.ts";
import { artifactName, checkpointKey } from "./checkpoint-key.ts";
import type { Patience } from "./patience.ts";
import { leaveForPost, type SavedState } from "./saved-state.ts";
import { refusal, type StoreResult } from "./store-result.ts";

/** The parts of a {@link CheckpointKeeper}. */
interface KeeperParts {
  readonly checkpoint: Checkpoint;
  readonly cache: CacheStore;
  readonly artifacts: ArtifactStore;
  readonly patience: Pick<Patience, "lost">;
  readonly context: RunContext;
}

/** Carries the checkpoint from the disk of this machine to where the next run finds it. */
export class CheckpointKeeper {
  readonly #parts: KeeperParts;
  #state: SavedState;
  #lastSave: Promise<unknown> = Promise.resolve();

  constructor(parts: KeeperParts, state: SavedState) {
    this.#parts = parts;
    this.#state = state;
  }

  /** Whether the cache holds the checkpoint as it is now. */
  get isSaved(): boolean {
    return this.#state.savedSequence === this.#parts.checkpoint.state.sequence;
  }

  /** Saves to the cache what is new since the last save. Saves follow each other, never overlap. */
  async saveToCache(): Promise<StoreResult> {
    const save = this.#lastSave.then(() => (this.isSaved ? { ok: true as const } : this.#save()));
    this.#lastSave = save.catch(() => undefined);
    return save;
  }

  /** Uploads checkpoint and report, once in an attempt. */
  async uploadArtifact(): Promise<StoreResult> {
    if (this.#state.artifactUploaded) return { ok: true };
    const { checkpointFile, reportDir, keyPrefix } = this.#state;
    const root = commonFolder(checkpointFile, reportDir);
    const files = [checkpointFile, ...Object.values(reportFilesIn(reportDir))];
    const name = artifactName(keyPrefix);
    const result = await this.#parts.artifacts.upload(name, files.filter(existsSync), root);
    this.#leave(result.ok ? { artifactUploaded: true } : {});
    return result;
  }

  async #save(): Promise<StoreResult> {
    const { checkpoint, cache, context } = this.#parts;
    try {
      await checkpoint.save();
    } catch (error) {
      if (!(error instanceof MigrationError)) throw error;
      // What the journal has, the post step can still save; a full disk must not cost the report.
      const { code, message, stopsRun, remedy = "" } = error;
      return refusal({ severity: "warning", code, message, remedy, stopsRun });
    }
    const { sequence } = checkpoint.state;
    this.#leave({ saves: this.#state.saves + 1 });
    const key = checkpointKey(this.#state.keyPrefix, context, this.#state.saves);
    const result = await cache.save(key);
    debug(`checkpoint ${sequence} saved as ${key}: ${result.ok ? "yes" : result.message}`);
    this.#leave(result.ok ? { savedSequence: sequence } : {});
    return result;
  }

  #leave(change: Partial<SavedState>): void {
    const lostServices = [...this.#parts.patience.lost];
    this.#state = { ...this.#state, lostServices, ...change };
    leaveForPost(this.#state);
  }
}

/** The deepest folder that holds both. */
function commonFolder(file: string, folder: string): string {
  let common = dirname(file);
  while (!`${folder}/`.startsWith(`${common}/`) && common !== dirname(common)) {
    common = dirname(common);
  }
  return common;
}
