import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import fastGlob from "fast-glob";
import writeFileAtomic from "write-file-atomic";
import { parseSnapshot } from "../checkpoint/snapshot.ts";
import { newest } from "../checkpoint/state.ts";
import type { CheckpointSource } from "../report/report.ts";
import type { ArtifactStore } from "./artifact-store.ts";
import type { CacheStore } from "./cache-store.ts";

/** Where a checkpoint was found, and why not in better places. */
export interface RestoredCheckpoint {
  readonly source: Exclude<CheckpointSource, "none">;
  /** Why the places before it had none, in plain words. */
  readonly reasons: readonly string[];
}

interface Candidate {
  readonly source: RestoredCheckpoint["source"];
  readonly bytes: Buffer;
}

/**
 * Puts the newest known checkpoint in the file's place: of the one that is there already (a runner
 * that keeps its workspace), and the cache's, or else that of an artifact of an earlier attempt.
 * A damaged candidate counts for nothing.
 */
export async function restoreCheckpoint(
  file: string,
  keyPrefix: string,
  { cache, artifacts }: { readonly cache: CacheStore; readonly artifacts: ArtifactStore },
): Promise<RestoredCheckpoint> {
  const reasons: string[] = [];
  const local = await candidateAt(file, "file");
  const restored =
    (await fromCache(file, keyPrefix, cache, reasons)) ??
    (await fromArtifact(file, keyPrefix, artifacts, reasons));
  const best = better(local, restored);
  if (best === undefined) return { source: "new", reasons };
  await mkdir(dirname(file), { recursive: true });
  await writeFileAtomic(file, best.bytes);
  return { source: best.source, reasons };
}

async function fromCache(
  file: string,
  keyPrefix: string,
  cache: CacheStore,
  reasons: string[],
): Promise<Candidate | undefined> {
  const result = await cache.restore(keyPrefix);
  if (result.ok) return candidateAt(file, "cache");
  reasons.push(result.reason);
  return undefined;
}

async function fromArtifact(
  file: string,
  keyPrefix: string,
  artifacts: ArtifactStore,
  reasons: string[],
): Promise<Candidate | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "comment-migration-"));
  try {
    const result = await artifacts.download(keyPrefix, folder);
    if (!result.ok) {
      reasons.push(result.reason);
      return undefined;
    }
    const [found] = await fastGlob(`**/${fastGlob.escapePath(basename(file))}`, {
      cwd: folder,
      absolute: true,
      dot: true,
      followSymbolicLinks: false,
    });
    return found === undefined ? undefined : candidateAt(found, "artifact");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function candidateAt(
  path: string,
  source: Candidate["source"],
): Promise<Candidate | undefined> {
  try {
    return { source, bytes: await readFile(path) };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function better(local: Candidate | undefined, restored: Candidate | undefined) {
  if (local === undefined || restored === undefined) return local ?? restored;
  const [localState, restoredState] = [stateIn(local), stateIn(restored)];
  if (restoredState === undefined) return local;
  if (localState === undefined) return restored;
  return newest(localState, restoredState) === localState ? local : restored;
}

function stateIn({ bytes }: Candidate) {
  const parsed = parseSnapshot(bytes);
  return parsed.kind === "current" ? parsed.state : undefined;
}
