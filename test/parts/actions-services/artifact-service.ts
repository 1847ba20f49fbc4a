import { createHash } from "node:crypto";
import { z } from "zod";
import type { BlobHandle, BlobStore } from "./blob-store.ts";
import type { JobGrant } from "./runtime-tokens.ts";
import type { ServiceFaults } from "./service-faults.ts";
import { TwirpError, type TwirpMethod, twirpMethod } from "./twirp.ts";

/** An artifact of a workflow run. */
export interface Artifact {
  /** Larger for later artifacts. */
  readonly id: number;
  readonly name: string;
  readonly runId: string;
  readonly attempt: number;
  /** An artifact that was not finished can't be listed, and blocks its name in this attempt. */
  readonly state: "created" | "finished";
  /** The file as uploaded, a zip archive unless the client was told otherwise. */
  readonly content: Buffer | undefined;
  /** `sha256:<hex>` of the content. */
  readonly digest: string | undefined;
  readonly expiresAt: string | undefined;
}

interface StoredArtifact extends Omit<Artifact, "state" | "content" | "digest"> {
  readonly runBackendId: string;
  readonly jobBackendId: string;
  readonly fileName: string;
  readonly createdAt: Date;
  readonly blob: BlobHandle;
  finished: boolean;
}

const runSchema = z.strictObject({
  workflow_run_backend_id: z.string(),
  workflow_job_run_backend_id: z.string(),
});
const namedSchema = runSchema.extend({ name: z.string().min(1) });
const createSchema = namedSchema.extend({
  version: z.literal(7),
  mime_type: z.string(),
  expires_at: z.iso.datetime().optional(),
});
const finalizeSchema = namedSchema.extend({
  size: z.string().regex(/^\d+$/),
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
});
const listSchema = runSchema.extend({
  name_filter: z.string().optional(),
  id_filter: z.string().regex(/^\d+$/).optional(),
});

type NamedRequest = z.infer<typeof namedSchema>;

/**
 * The service behind a run's own artifacts: a name is unique in an attempt; those of earlier
 * attempts stay in sight unless all jobs were run again.
 * Source: `ArtifactService` in @actions/artifact.
 */
export class ArtifactService {
  readonly #blobs: BlobStore;
  readonly #faults: ServiceFaults;
  #stored: StoredArtifact[] = [];
  #lastId = 0;

  constructor(blobs: BlobStore, faults: ServiceFaults) {
    this.#blobs = blobs;
    this.#faults = faults;
  }

  /** The artifacts of all runs, oldest first. */
  get entries(): readonly Artifact[] {
    return this.#stored.map(({ id, name, runId, attempt, expiresAt, finished, blob }) => ({
      id,
      name,
      runId,
      attempt,
      expiresAt,
      state: finished ? "finished" : "created",
      content: blob.content,
      digest: digestOf(blob),
    }));
  }

  /** Where a finished artifact can be had; undefined if there is none of that id. */
  downloadUrlOf(id: number): string | undefined {
    const found = this.#stored.find((one) => one.id === id && one.finished);
    return found?.blob.downloadUrl(found.fileName);
  }

  readonly methods: Readonly<Record<string, TwirpMethod>> = {
    CreateArtifact: twirpMethod(createSchema, (request, grant) => {
      const { runBackendId, jobBackendId, runId, attempt } = ownRun(request, grant);
      if (this.#faults.artifacts === "full") {
        throw new TwirpError(
          "resource_exhausted",
          "Artifact storage quota has been hit. Unable to upload any new artifacts.",
        );
      }
      const { name } = request;
      const taken = this.#stored.some(
        (one) => one.runBackendId === runBackendId && one.attempt === attempt && one.name === name,
      );
      if (taken) {
        throw new TwirpError(
          "already_exists",
          "an artifact with this name already exists on the workflow run",
        );
      }
      const blob = this.#blobs.reserve();
      this.#stored.push({
        id: ++this.#lastId,
        name,
        fileName: request.mime_type === "application/zip" ? `${name}.zip` : name,
        runId,
        attempt,
        runBackendId,
        jobBackendId,
        createdAt: new Date(),
        expiresAt: request.expires_at,
        blob,
        finished: false,
      });
      return { ok: true, signed_upload_url: blob.uploadUrl };
    }),

    FinalizeArtifact: twirpMethod(finalizeSchema, (request, grant) => {
      const artifact = this.#find(request, grant, false);
      const { blob } = artifact;
      if (blob.content?.length !== Number(request.size) || digestOf(blob) !== request.hash) {
        throw new TwirpError("invalid_argument", `${request.name} was not uploaded as announced`);
      }
      artifact.finished = true;
      return { ok: true, artifact_id: String(artifact.id) };
    }),

    ListArtifacts: twirpMethod(listSchema, (request, grant) => {
      const { runBackendId } = ownRun(request, grant);
      const { name_filter: name, id_filter: id } = request;
      const artifacts = this.#stored
        .filter((one) => one.finished && one.runBackendId === runBackendId)
        .filter((one) => name === undefined || one.name === name)
        .filter((one) => id === undefined || String(one.id) === id);
      return { artifacts: artifacts.map(listed) };
    }),

    GetSignedArtifactURL: twirpMethod(namedSchema, (request, grant) => {
      const { blob, fileName } = this.#find(request, grant, true);
      return { signed_url: blob.downloadUrl(fileName) };
    }),

    DeleteArtifact: twirpMethod(namedSchema, (request, grant) => {
      const artifact = this.#find(request, grant, true);
      this.#stored = this.#stored.filter((one) => one !== artifact);
      return { ok: true, artifact_id: String(artifact.id) };
    }),
  };

  #find(request: NamedRequest, grant: JobGrant, finished: boolean): StoredArtifact {
    const { runBackendId } = ownRun(request, grant);
    const found = this.#stored.find(
      (one) =>
        one.runBackendId === runBackendId &&
        one.jobBackendId === request.workflow_job_run_backend_id &&
        one.name === request.name &&
        one.finished === finished,
    );
    if (found === undefined) throw new TwirpError("not_found", `no artifact ${request.name}`);
    return found;
  }
}

function ownRun(request: z.infer<typeof runSchema>, grant: JobGrant): JobGrant {
  if (request.workflow_run_backend_id === grant.runBackendId) return grant;
  throw new TwirpError("permission_denied", "the token belongs to another run");
}

function listed({ id, name, runBackendId, jobBackendId, createdAt, blob }: StoredArtifact) {
  return {
    workflow_run_backend_id: runBackendId,
    workflow_job_run_backend_id: jobBackendId,
    database_id: String(id),
    name,
    size: String(blob.content?.length),
    created_at: createdAt.toISOString(),
    digest: digestOf(blob),
  };
}

function digestOf({ content }: BlobHandle): string | undefined {
  if (content === undefined) return undefined;
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}
