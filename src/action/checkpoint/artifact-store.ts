import { join } from "node:path";
import { DefaultArtifactClient } from "@actions/artifact";
import type { RunContext } from "../runner/run-context.ts";
import { withDeadline } from "./deadline.ts";
import { findEarlierArtifact } from "./earlier-artifacts.ts";
import { orRefusal, type StoreRefusal, type StoreResult } from "./store-result.ts";

const deadlineMs = 60_000;
const manyDeadlineMs = 900_000;

/** Keeps the checkpoint and the report as an artifact of the run. It never throws. */
export interface ArtifactStore {
  /** @param files absolute paths below `root` */
  upload(name: string, files: readonly string[], root: string): Promise<StoreResult>;
  /** Unpacks the newest artifact of that name of this run, any attempt. */
  downloadOfThisRun(name: string, into: string): Promise<StoreResult>;
  /** Unpacks the newest one of each name of this run that fits, into a folder of that name. */
  downloadAllOfThisRun(fits: (name: string) => boolean, into: string): Promise<StoreResult>;
  /** Unpacks the newest one of an earlier run of this workflow. */
  downloadOfEarlierRun(name: string, into: string): Promise<StoreResult>;
}

/** The artifact service of the runner, and GitHub's API for other runs. */
export function createArtifactStore(context: RunContext, token: string | undefined): ArtifactStore {
  const client = new DefaultArtifactClient();

  async function unpack(
    id: number,
    digest: string | undefined,
    options: NonNullable<Parameters<typeof client.downloadArtifact>[1]>,
  ): Promise<StoreResult> {
    const { digestMismatch } = await client.downloadArtifact(id, {
      ...options,
      ...(digest === undefined ? {} : { expectedHash: digest }),
    });
    return digestMismatch === true
      ? { ok: false, reason: `the artifact ${id} arrived damaged` }
      : { ok: true };
  }

  return {
    upload: (name, files, root) =>
      attempt("the artifact service", async () => {
        await client.uploadArtifact(name, [...files], root);
        return { ok: true };
      }),
    downloadOfThisRun: (name, into) =>
      attempt("the artifact service", async () => {
        const { artifacts } = await client.listArtifacts();
        const [newest] = artifacts.filter((one) => one.name === name).sort((a, b) => b.id - a.id);
        if (newest === undefined)
          return missing("this run has no checkpoint of an earlier attempt");
        return unpack(newest.id, newest.digest, { path: into });
      }),
    downloadAllOfThisRun: (fits, into) =>
      attempt(
        "the artifact service",
        async () => {
          const { artifacts } = await client.listArtifacts({ latest: true });
          for (const { id, name, digest } of artifacts.filter((one) => fits(one.name))) {
            const result = await unpack(id, digest, { path: join(into, name) });
            if (!result.ok) return result;
          }
          return { ok: true };
        },
        manyDeadlineMs,
      ),
    downloadOfEarlierRun: (name, into) =>
      attempt("GitHub's API for artifacts", async () => {
        if (token === undefined) {
          return {
            ok: false,
            reason: "artifacts of earlier runs can't be looked at without a token",
            remedy: "Set the input github-token to a token with the permission actions: read.",
          };
        }
        const found = await findEarlierArtifact(name, token, context);
        if (found === undefined) return missing("no earlier run has a checkpoint as an artifact");
        const [repositoryOwner = "", repositoryName = ""] = context.repository.split("/");
        return unpack(found.id, found.digest, {
          path: into,
          findBy: { token, workflowRunId: found.runId, repositoryOwner, repositoryName },
        });
      }),
  };
}

function missing(reason: string): StoreRefusal {
  return { ok: false, reason, isMiss: true };
}

function attempt(
  service: string,
  work: () => Promise<StoreResult>,
  milliseconds = deadlineMs,
): Promise<StoreResult> {
  return orRefusal(service, () => withDeadline(work(), milliseconds));
}
