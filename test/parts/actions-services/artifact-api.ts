import { createHash } from "node:crypto";
import type { HttpAnswer } from "../machine/http-answer.ts";
import type { Job } from "../runner/job.ts";
import type { ArtifactService } from "./artifact-service.ts";

const artifactsPath = /^\/repos\/([^/]+\/[^/]+)\/actions\/artifacts(?:\/(\d+)\/zip)?$/;
const runPath = /^\/repos\/([^/]+\/[^/]+)\/actions\/runs\/(\d+)$/;

/**
 * The part of GitHub's REST API that gives artifacts of any run to a token with `actions: read`. A run
 * is known by the job that a runtime token was issued for.
 * Sources: https://docs.github.com/rest/actions/artifacts, https://docs.github.com/rest/actions/workflow-runs
 */
export class ArtifactApi {
  readonly #artifacts: Pick<ArtifactService, "entries" | "downloadUrlOf">;
  readonly #jobs = new Map<string, Job>();

  constructor(artifacts: Pick<ArtifactService, "entries" | "downloadUrlOf">) {
    this.#artifacts = artifacts;
  }

  /** A job of a run that the API knows from now on. */
  know(job: Job): void {
    this.#jobs.set(job.runId, job);
  }

  serves({ pathname }: URL): boolean {
    return artifactsPath.test(pathname) || runPath.test(pathname);
  }

  answer(url: URL, authorization: string | undefined): HttpAnswer {
    if (authorization === undefined) return json(401, { message: "Requires authentication" });
    if (/ no-permission$/.test(authorization)) {
      return json(403, { message: "Resource not accessible by integration" });
    }
    const [, repository, id] = artifactsPath.exec(url.pathname) ?? [];
    if (id !== undefined) return this.#download(Number(id));
    if (repository !== undefined) {
      return this.#list(repository, url.searchParams.get("name"));
    }
    const [, , runId = ""] = runPath.exec(url.pathname) ?? [];
    const job = this.#jobs.get(runId);
    return job === undefined ? json(404, { message: "Not Found" }) : json(200, runOf(job));
  }

  #list(repository: string, name: string | null): HttpAnswer {
    const artifacts = this.#artifacts.entries
      .filter((one) => one.state === "finished" && (name === null || one.name === name))
      .flatMap((one) => {
        const job = this.#jobs.get(one.runId);
        if (job?.repository !== repository) return [];
        const { id: run_id, head_repository, repository: base, head_branch } = runOf(job);
        return {
          id: one.id,
          name: one.name,
          expired: false,
          digest: one.digest,
          workflow_run: {
            id: run_id,
            repository_id: base.id,
            head_repository_id: head_repository.id,
            head_branch,
          },
        };
      });
    return json(200, { total_count: artifacts.length, artifacts: artifacts.reverse() });
  }

  #download(id: number): HttpAnswer {
    const url = this.#artifacts.downloadUrlOf(id);
    if (url === undefined) return json(404, { message: "Not Found" });
    return { status: 302, headers: { Location: url }, body: "" };
  }
}

function runOf({ runId, repository, headRepository, ref, eventName }: Job) {
  return {
    id: Number(runId),
    event: eventName,
    path: ".github/workflows/workflow.yml",
    head_branch: ref.replace(/^refs\/heads\//, ""),
    repository: repositoryOf(repository),
    head_repository: repositoryOf(headRepository ?? repository),
  };
}

function repositoryOf(name: string) {
  const id = Number.parseInt(createHash("sha256").update(name).digest("hex").slice(0, 8), 16);
  return { id, full_name: name };
}

function json(status: number, body: unknown): HttpAnswer {
  return {
    status,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
}
