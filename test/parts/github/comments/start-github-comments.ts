import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { listenOnLoopback } from "../../machine/loopback.ts";
import { type GithubFault, sendFault } from "./faults.ts";
import { graphqlCall } from "./graphql-api.ts";
import type { GithubModel } from "./model.ts";
import { restAnswer } from "./rest-api.ts";

/** How GitHub fails. */
interface GithubFaults {
  /** Answer the next requests, first to last; undefined lets a request through. */
  readonly next?: readonly (GithubFault | undefined)[];
  /** A query that may return more nodes than these is not answered in time: status 502. */
  readonly mostNodes?: number;
  /** Whether the token's permissions lack discussions and issues. */
  readonly isForbidden?: boolean;
}

/** A request as it came. */
interface GithubRequest {
  readonly api: "graphql" | "rest";
  /** Of the GraphQL operation; the path and query otherwise. */
  readonly name: string;
  /** `$first` of a GraphQL query. */
  readonly first: number | undefined;
  /** What it takes of the limit for an hour. */
  readonly points: number;
  /** `Date.now()`. */
  readonly at: number;
}

/** GitHub's APIs for the comments of one repository, on a loopback port. */
export interface GithubApis extends AsyncDisposable {
  /** Address of the REST API; GraphQL is at `/graphql` below it. */
  readonly url: string;
  /** The one token that is accepted. */
  readonly token: string;
  /** May be replaced while the server runs. */
  model: GithubModel;
  /** As {@link GithubFaults.next}; more may be added. */
  readonly faults: (GithubFault | undefined)[];
  /** In the order of their coming. */
  readonly requests: readonly GithubRequest[];
  close(): Promise<void>;
}

const token = "ghs_comments";

/**
 * Starts GitHub's APIs over a model of a repository. Queries are checked with GitHub's published GraphQL
 * schema and answered by it; requests and answers of the REST API are checked with its description. What
 * breaks them is answered with status 418, so that tests see it.
 */
export async function startGithubComments(
  model: GithubModel,
  { next = [], mostNodes = Number.POSITIVE_INFINITY, isForbidden = false }: GithubFaults = {},
): Promise<GithubApis> {
  const requests: GithubRequest[] = [];
  const faults = [...next];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      send(response, 418, { message: String(error) });
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // GitHub Enterprise Server has the APIs beside each other.
    const path = (request.url ?? "/").replace(/^\/api\/(?:v3(?=\/)|(?=graphql$))/, "/");
    const url = new URL(path.replace(/^\/+/, "/"), apis.url);
    const given = request.headers.authorization;
    const body = await text(request);
    if (given !== undefined && given !== `Bearer ${token}`) {
      send(response, 401, { message: "Bad credentials" });
      return;
    }
    if (url.pathname !== "/graphql") {
      requests.push({
        api: "rest",
        name: url.pathname + url.search,
        first: undefined,
        points: 1,
        at: Date.now(),
      });
      const access = {
        accept: request.headers.accept ?? "",
        mayReadPrivate: given !== undefined && !isForbidden,
      };
      const { status, body, headers } = restAnswer(url, access, apis.model);
      sendUnlessFault(response, status, body, headers);
      return;
    }
    if (given === undefined) {
      send(response, 401, { message: "This endpoint requires you to be authenticated." });
      return;
    }
    const call = graphqlCall(JSON.parse(body));
    if (!("answer" in call)) {
      send(response, 418, { message: call.join("; ") });
      return;
    }
    const { name, points, variables, nodes } = call;
    const first = typeof variables["first"] === "number" ? variables["first"] : undefined;
    requests.push({ api: "graphql", name, first, points, at: Date.now() });
    if (nodes > mostNodes) sendFault({ is: "status", status: 502 }, "", response);
    else sendUnlessFault(response, 200, call.answer(apis.model, isForbidden));
  }

  function sendUnlessFault(
    response: ServerResponse,
    status: number,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): void {
    const fault = faults.shift();
    if (fault === undefined) send(response, status, body, headers);
    else sendFault(fault, JSON.stringify(body), response);
  }

  const apis: GithubApis = {
    url: await listenOnLoopback(server),
    token,
    model,
    faults,
    requests,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
    async [Symbol.asyncDispose]() {
      await apis.close();
    },
  };
  return apis;
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const content = { "content-type": "application/json; charset=utf-8" };
  response.writeHead(status, { ...content, "x-ratelimit-remaining": "4999", ...headers });
  response.end(JSON.stringify(body));
}
