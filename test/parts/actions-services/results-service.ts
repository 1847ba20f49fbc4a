import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { send } from "../machine/http-answer.ts";
import { listenOnLoopback } from "../machine/loopback.ts";
import type { Job } from "../runner/job.ts";
import { ArtifactApi } from "./artifact-api.ts";
import { ArtifactService } from "./artifact-service.ts";
import { BlobStore } from "./blob-store.ts";
import { CacheService } from "./cache-service.ts";
import { RuntimeTokens } from "./runtime-tokens.ts";
import { noFaults, type ServiceFault, type ServiceFaults } from "./service-faults.ts";
import { callTwirp, errorAnswer, TwirpError, type TwirpMethod } from "./twirp.ts";

/** GitHub's cache and artifact services and their storage, on this machine. */
export interface ResultsService extends AsyncDisposable {
  /** ACTIONS_RESULTS_URL, and, without the slash at its end, GITHUB_API_URL. */
  readonly url: string;
  /** Outages to switch on and off. */
  readonly faults: ServiceFaults;
  readonly cache: Pick<CacheService, "entries" | "evictAll" | "rewriteAll">;
  readonly artifacts: Pick<ArtifactService, "entries">;
  /** An ACTIONS_RUNTIME_TOKEN for the job. */
  issueToken(job: Job): string;
}

const servicePath = /^\/twirp\/github\.actions\.results\.api\.v1\.(\w+)Service\/(\w+)$/;

/**
 * Starts the services on a loopback port. They speak the protocol of the clients @actions/cache
 * (version 2) and @actions/artifact: Twirp with JSON, and block blobs.
 */
export async function startResultsService(): Promise<ResultsService> {
  const server = createServer();
  const url = `${await listenOnLoopback(server)}/`;

  const faults = noFaults();
  const tokens = new RuntimeTokens();
  const blobs = new BlobStore(url);
  const cache = new CacheService(blobs, faults);
  const artifacts = new ArtifactService(blobs, faults);
  const api = new ArtifactApi(artifacts);
  const services = new Map<string | undefined, Readonly<Record<string, TwirpMethod>>>([
    ["Cache", cache.methods],
    ["Artifact", artifacts.methods],
  ]);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requested = new URL(request.url ?? "/", url);
    if (blobs.serves(requested)) {
      if (faults.uploads === "held" && request.method === "PUT") return;
      return send(response, await blobs.answer(request, requested));
    }
    if (api.serves(requested)) {
      return send(response, api.answer(requested, request.headers.authorization));
    }
    const [, service, name = ""] = servicePath.exec(requested.pathname) ?? [];
    const fault = service === "Cache" ? faults.cache : faults.artifacts;
    if (fault === "unreachable") {
      request.socket.destroy();
      return;
    }
    const outage = outageOf(fault);
    if (outage !== undefined) return send(response, outage);
    const method = services.get(service)?.[name];
    const grant = tokens.grantOf(request.headers.authorization);
    send(response, await callTwirp(method, grant, request));
  }

  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => {
      // A client that was killed in the middle of its request is no error of this server.
      if (!request.socket.destroyed) throw error;
    });
  });

  return {
    url,
    faults,
    cache,
    artifacts,
    issueToken(job) {
      api.know(job);
      return tokens.issue(job);
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function outageOf(fault: ServiceFault | "read-only" | "full") {
  if (fault === "down") return errorAnswer(new TwirpError("internal", "internal server error"));
  if (fault !== "rate-limited") return undefined;
  const answer = errorAnswer(new TwirpError("resource_exhausted", "rate limit exceeded"));
  return { ...answer, headers: { ...answer.headers, "Retry-After": "60" } };
}
