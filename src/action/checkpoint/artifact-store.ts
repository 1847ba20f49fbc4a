import { join } from "node:path";
import { DefaultArtifactClient } from "@actions/artifact";
import type { RunContext } from "../runner/run-context.ts";
import { withDeadline } from "./deadline.ts";
import { findEarlierArtifact } from "./earlier-artifacts.ts";
import { storeMessages } from "./messages.ts";
import { orRefusal, refusal, type Service, type StoreResult } from "./store-result.ts";

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
      ? refusal(storeMessages.words("artifact-damaged", { artifact: id }))
      : { ok: true };
  }

  return {
    upload: (name, files, root) =>
      attempt("The artifact service", async () => {
        await client.uploadArtifact(name, [...files], root);
        return { ok: true };
      }),
    downloadOfThisRun: (name, into) =>
      attempt("The artifact service", async () => {
        const { artifacts } = await client.listArtifacts();
        const [newest] = artifacts.filter((one) => one.name === name).sort((a, b) => b.id - a.id);
        if (newest === undefined)
          return refusal(storeMessages.words("no-stored-checkpoint/this-run", {}));
        return unpack(newest.id, newest.digest, { path: into });
      }),
    downloadAllOfThisRun: (fits, into) =>
      attempt(
        "The artifact service",
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
        if (token === undefined) return refusal(storeMessages.words("artifacts-without-token", {}));
        const found = await findEarlierArtifact(name, token, context);
        if (found === undefined) {
          return refusal(storeMessages.words("no-stored-checkpoint/earlier-runs", {}));
        }
        const [repositoryOwner = "", repositoryName = ""] = context.repository.split("/");
        return unpack(found.id, found.digest, {
          path: into,
          findBy: { token, workflowRunId: found.runId, repositoryOwner, repositoryName },
        });
      }),
  };
}

function attempt(
  service: Service,
  work: () => Promise<StoreResult>,
  milliseconds = deadlineMs,
): Promise<StoreResult> {
  return orRefusal(service, () => withDeadline(work(), milliseconds));
}
