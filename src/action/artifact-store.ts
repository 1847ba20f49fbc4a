import { DefaultArtifactClient } from "@actions/artifact";
import type { StoreResult } from "./cache-store.ts";
import { withDeadline } from "./deadline.ts";

const deadlineMs = 60_000;

/** Keeps the checkpoint and the report as an artifact of the run. It never throws. */
export interface ArtifactStore {
  /** @param files absolute paths below `root` */
  upload(name: string, files: readonly string[], root: string): Promise<StoreResult>;
  /** Unpacks the newest artifact of this run, any attempt, whose name begins with the prefix. */
  download(namePrefix: string, into: string): Promise<StoreResult>;
}

/** The artifact service of the runner. */
export function createArtifactStore(): ArtifactStore {
  const client = new DefaultArtifactClient();
  return {
    async upload(name, files, root) {
      return attempt(async () => {
        await withDeadline(client.uploadArtifact(name, [...files], root), deadlineMs);
        return { ok: true };
      });
    },
    async download(namePrefix, into) {
      return attempt(async () => {
        const { artifacts } = await withDeadline(client.listArtifacts(), deadlineMs);
        const [newest] = artifacts
          .filter((artifact) => artifact.name.startsWith(namePrefix))
          .sort((a, b) => b.id - a.id);
        if (newest === undefined) {
          return { ok: false, reason: "this run has no checkpoint artifact of an earlier attempt" };
        }
        const { digestMismatch } = await withDeadline(
          client.downloadArtifact(newest.id, {
            path: into,
            ...(newest.digest === undefined ? {} : { expectedHash: newest.digest }),
          }),
          deadlineMs,
        );
        if (digestMismatch === true) {
          return { ok: false, reason: `the artifact ${newest.name} arrived damaged` };
        }
        return { ok: true };
      });
    },
  };
}

async function attempt(work: () => Promise<StoreResult>): Promise<StoreResult> {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: `the artifact service failed: ${message}` };
  }
}
