import { createHash, randomBytes } from "node:crypto";
import type { Job } from "../runner/job.ts";

/** What a runtime token lets its job do. */
export interface JobGrant {
  readonly runId: string;
  readonly attempt: number;
  /** Stands for the run, and its re-runs of failed jobs, in requests. */
  readonly runBackendId: string;
  /** Stands for the job in one attempt. */
  readonly jobBackendId: string;
  /** The scope of the caches that the job writes. */
  readonly cacheScope: string;
  /** The scopes of the caches that it reads, in the order of lookup. */
  readonly cacheScopes: readonly string[];
}

/** The tokens (ACTIONS_RUNTIME_TOKEN) by which GitHub's services know a job. */
export class RuntimeTokens {
  readonly #grants = new Map<string, JobGrant>();

  /**
   * A token in the form of a JWT. The clients take the backend ids from its scope
   * `Actions.Results:<run>:<job>` (@actions/artifact, `getBackendIdsFromToken`).
   */
  issue(job: Job): string {
    const run = `${job.repository}/${job.runId}/${job.firstVisibleAttempt}`;
    const grant: JobGrant = {
      runId: job.runId,
      attempt: job.attempt,
      runBackendId: uuidOf(run),
      jobBackendId: uuidOf(`${run}/${job.attempt}/${job.job}`),
      cacheScope: job.ref,
      cacheScopes: [...new Set([job.ref, job.defaultBranch])],
    };
    const scope = `Actions.Results:${grant.runBackendId}:${grant.jobBackendId}`;
    const token = [
      encoded({ typ: "JWT", alg: "RS256" }),
      encoded({ iss: "https://token.actions.githubusercontent.com", scp: scope }),
      randomBytes(32).toString("base64url"),
    ].join(".");
    this.#grants.set(token, grant);
    return token;
  }

  /** What the token of an Authorization header grants; undefined for an unknown one. */
  grantOf(authorization: string | undefined): JobGrant | undefined {
    return this.#grants.get(authorization?.replace(/^Bearer /, "") ?? "");
  }
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function uuidOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}
