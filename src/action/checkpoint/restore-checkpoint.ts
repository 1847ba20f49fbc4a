import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import fastGlob from "fast-glob";
import { writingTo } from "../../checkpoint/checkpoint-error.ts";
import { readIfThere, replaceSnapshot } from "../../checkpoint/checkpoint-files.ts";
import { type Fingerprint, sameMigration } from "../../checkpoint/fingerprint.ts";
import { inspectSnapshot } from "../../checkpoint/snapshot.ts";
import { type CheckpointFields, newest } from "../../checkpoint/state.ts";
import { makeFolder } from "../../files/make-folder.ts";
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
    replace(file, restored.bytes);
    return { source: restored.source, refusals };
  }
  return { source: localBytes === undefined ? "new" : "file", refusals };
}

async function fromCache(
  options: RestoreOptions,
  refusals: StoreRefusal[],
): Promise<Candidate | undefined> {
  const { names, stores } = options;
  const unpack = (into: string) => stores.cache.restore(names.cachePrefix, into);
  return candidateIn(unpack, "cache", options, refusals);
}

async function fromArtifacts(
  options: RestoreOptions,
  refusals: StoreRefusal[],
): Promise<Candidate | undefined> {
  const { names, stores } = options;
  for (const place of ["downloadOfThisRun", "downloadOfEarlierRun"] as const) {
    const unpack = (into: string) => stores.artifacts[place](names.artifact, into);
    const found = await candidateIn(unpack, "artifact", options, refusals);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a store had, unpacked where it can do no harm. A link counts for nothing, wherever it leads. */
async function candidateIn(
  unpack: (into: string) => Promise<StoreResult>,
  source: Candidate["source"],
  options: RestoreOptions,
  refusals: StoreRefusal[],
): Promise<Candidate | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "comment-migration-"));
  try {
    const result = await unpack(folder);
    if (!result.ok) {
      refusals.push(result);
      return undefined;
    }
    const [file] = await fastGlob(`**/${fastGlob.escapePath(basename(options.file))}`, {
      cwd: folder,
      absolute: true,
      dot: true,
      followSymbolicLinks: false,
    });
    const candidate =
      file === undefined ? undefined : goodCandidate(await readFile(file), source, options);
    if (candidate === undefined) {
      refusals.push(refusal(storeMessages.words("stored-checkpoint-unusable", { place: source })));
    }
    return candidate;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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

function replace(file: string, bytes: Buffer): void {
  writingTo(file, () => makeFolder(dirname(file)));
  replaceSnapshot(file, bytes, { keepPrevious: false });
}
