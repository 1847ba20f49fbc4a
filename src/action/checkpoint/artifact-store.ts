import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DefaultArtifactClient } from "@actions/artifact";
import type { RunContext } from "../runner/run-context.ts";
import { findEarlierArtifact } from "./earlier-artifacts.ts";
import { storeMessages } from "./messages.ts";
import type { Patience } from "./patience.ts";
import { refusal, type StoreResult } from "./store-result.ts";
import { archiveLimits, UnsafeArchiveError, unpackZip } from "./unpack-zip.ts";

const manyDeadlineMs = 900_000;

/** Keeps the checkpoint and the report as an artifact of the run. It never throws. */
export interface ArtifactStore {
  /**
   * @param files absolute paths below `root`
   * @param size `site` for one that takes its time
   */
  upload(name: string, files: readonly string[], root: string, size?: "site"): Promise<StoreResult>;
  /** Unpacks the newest artifact of that name of this run, any attempt. */
  downloadOfThisRun(name: string, into: string): Promise<StoreResult>;
  /** Unpacks the newest one of each name of this run that fits, into a folder of that name. */
  downloadAllOfThisRun(fits: (name: string) => boolean, into: string): Promise<StoreResult>;
  /** Unpacks the newest one of an earlier run of this workflow. */
  downloadOfEarlierRun(name: string, into: string): Promise<StoreResult>;
}

/** What the service says of an artifact. */
interface StoredArtifact {
  readonly id: number;
  /** In bytes. */
  readonly size: number;
  readonly digest?: string | undefined;
}

/** The artifact service of the runner, and GitHub's API for other runs. */
export function createArtifactStore(
  context: RunContext,
  token: string | undefined,
  patience: Patience,
): ArtifactStore {
  const client = new DefaultArtifactClient();

  /** Artifacts are untrusted bytes: the client itself would unpack whatever they are. */
  async function unpack(
    { id, digest, size }: StoredArtifact,
    into: string,
    options: NonNullable<Parameters<typeof client.downloadArtifact>[1]> = {},
  ): Promise<StoreResult> {
    const unsafe = (oddity: string) =>
      refusal(storeMessages.words("stored-archive-unsafe", { archive: `artifact ${id}`, oddity }));
    if (size > archiveLimits.packedBytes) return unsafe("is too large");
    const folder = await mkdtemp(join(tmpdir(), "comment-migration-"));
    try {
      const { digestMismatch } = await client.downloadArtifact(id, {
        ...options,
        path: folder,
        skipDecompress: true,
        ...(digest === undefined ? {} : { expectedHash: digest }),
      });
      if (digestMismatch === true) {
        return refusal(storeMessages.words("artifact-damaged", { artifact: id }));
      }
      const [archive = ""] = await readdir(folder);
      await unpackZip(join(folder, archive), into, archiveLimits);
      return { ok: true };
    } catch (error) {
      if (error instanceof UnsafeArchiveError) return unsafe(error.message);
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  return {
    upload: (name, files, root, size) =>
      patience.call(
        "The artifact service",
        async () => {
          await client.uploadArtifact(name, [...files], root);
          return { ok: true };
        },
        size === "site" ? manyDeadlineMs : undefined,
      ),
    downloadOfThisRun: (name, into) =>
      patience.call("The artifact service", async () => {
        const { artifacts } = await client.listArtifacts();
        const [newest] = artifacts.filter((one) => one.name === name).sort((a, b) => b.id - a.id);
        if (newest === undefined)
          return refusal(storeMessages.words("no-stored-checkpoint/this-run", {}));
        return unpack(newest, into);
      }),
    downloadAllOfThisRun: (fits, into) =>
      patience.call(
        "The artifact service",
        async () => {
          const { artifacts } = await client.listArtifacts({ latest: true });
          for (const artifact of artifacts.filter((one) => fits(one.name))) {
            const result = await unpack(artifact, join(into, artifact.name));
            if (!result.ok) return result;
          }
          return { ok: true };
        },
        manyDeadlineMs,
      ),
    downloadOfEarlierRun: (name, into) =>
      patience.call("GitHub's API for artifacts", async () => {
        if (token === undefined) return refusal(storeMessages.words("artifacts-without-token", {}));
        const found = await findEarlierArtifact(name, token, context);
        if (found === undefined) {
          return refusal(storeMessages.words("no-stored-checkpoint/earlier-runs", {}));
        }
        const [repositoryOwner = "", repositoryName = ""] = context.repository.split("/");
        return unpack(found, into, {
          findBy: { token, workflowRunId: found.runId, repositoryOwner, repositoryName },
        });
      }),
  };
}
