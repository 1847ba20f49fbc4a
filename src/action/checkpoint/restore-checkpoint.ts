import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import fastGlob from "fast-glob";
import writeFileAtomic from "write-file-atomic";
import { readIfThere } from "../../checkpoint/checkpoint-files.ts";
import { type Fingerprint, sameMigration } from "../../checkpoint/fingerprint.ts";
import { inspectSnapshot } from "../../checkpoint/snapshot.ts";
import { type CheckpointFields, newest } from "../../checkpoint/state.ts";
import type { ArtifactStore } from "./artifact-store.ts";
import type { CacheStore } from "./cache-store.ts";
import { storeMessages } from "./messages.ts";
import { refusal, type StoreRefusal, type StoreResult } from "./store-result.ts";

/** Where a checkpoint was found, and why not in better places. */
export interface RestoredCheckpoint {
  readonly source: "new" | "file" | "cache" | "artifact";
  /** Why the places before it had none. */
  readonly refusals: readonly StoreRefusal[];
}

/** Which checkpoint is looked for, and where. */
interface RestoreOptions {
  /** Absolute path of the place where it belongs. */
  readonly file: string;
  readonly fingerprint: Fingerprint;
  /** What its names in the cache begin with, and its name as an artifact. */
  readonly names: { readonly cachePrefix: string; readonly artifact: string };
  readonly stores: { readonly cache: CacheStore; readonly artifacts: ArtifactStore };
}

interface Candidate {
  readonly source: RestoredCheckpoint["source"];
  readonly bytes: Buffer;
  readonly fields: CheckpointFields;
}

/**
 * Puts the newest known checkpoint in the file's place: of the one that is there already (a runner
 * that keeps its workspace), and the cache's, or else that of an artifact of this run, or of an
 * earlier one. What comes from there are untrusted bytes: a damaged candidate, or one of another
 * migration, counts for nothing. What is in the file's place from the beginning is left for
 * `Checkpoint.open` to judge, unless something better was found.
 */
export async function restoreCheckpoint(options: RestoreOptions): Promise<RestoredCheckpoint> {
  const { file } = options;
  const refusals: StoreRefusal[] = [];
  const localBytes = readIfThere(file);
  const local = localBytes === undefined ? undefined : goodCandidate(localBytes, "file", options);
  const restored = (await fromCache(options, refusals)) ?? (await fromArtifacts(options, refusals));
  if (
    restored !== undefined &&
    (local === undefined || newest(local.fields, restored.fields) !== local.fields)
  ) {
    await replace(file, restored.bytes);
    return { source: restored.source, refusals };
  }
  if (localBytes === undefined) {
    await rm(file, { force: true });
    return { source: "new", refusals };
  }
  await replace(file, localBytes);
  return { source: "file", refusals };
}

async function fromCache(
  options: RestoreOptions,
  refusals: StoreRefusal[],
): Promise<Candidate | undefined> {
  const { file, names, stores } = options;
  const result = await stores.cache.restore(names.cachePrefix);
  return checkRestored(result, result.ok ? file : undefined, "cache", options, refusals);
}

async function fromArtifacts(
  options: RestoreOptions,
  refusals: StoreRefusal[],
): Promise<Candidate | undefined> {
  const { file, names, stores } = options;
  for (const place of ["downloadOfThisRun", "downloadOfEarlierRun"] as const) {
    const folder = await mkdtemp(join(tmpdir(), "comment-migration-"));
    try {
      const result = await stores.artifacts[place](names.artifact, folder);
      const [unpacked] = await fastGlob(`**/${fastGlob.escapePath(basename(file))}`, {
        cwd: folder,
        absolute: true,
        dot: true,
        followSymbolicLinks: false,
      });
      const found = await checkRestored(result, unpacked, "artifact", options, refusals);
      if (found !== undefined) return found;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return undefined;
}

async function checkRestored(
  result: StoreResult,
  path: string | undefined,
  source: Candidate["source"],
  options: RestoreOptions,
  refusals: StoreRefusal[],
): Promise<Candidate | undefined> {
  if (!result.ok) {
    refusals.push(result);
    return undefined;
  }
  const bytes = path === undefined ? undefined : readIfThere(path);
  const candidate = bytes === undefined ? undefined : goodCandidate(bytes, source, options);
  if (candidate === undefined) {
    refusals.push(refusal(storeMessages.words("stored-checkpoint-unusable", { place: source })));
  }
  return candidate;
}

function goodCandidate(
  bytes: Buffer,
  source: Candidate["source"],
  { fingerprint }: RestoreOptions,
): Candidate | undefined {
  const fields = inspectSnapshot(bytes);
  if (fields === undefined || !sameMigration(fields.fingerprint, fingerprint)) return undefined;
  return { source, bytes, fields };
}

async function replace(file: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFileAtomic(file, bytes);
}
