import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type Statement, statement } from "../../../src/d1/sql/statement.ts";
import { statementSeparator } from "../../../src/d1/transport/transport.ts";
import { listenOnLoopback } from "../machine/loopback.ts";
import { type D1Backend, type RawResult, sqliteBackend } from "./d1-backend.ts";

/** The part of Cloudflare's API that reaches D1 databases, and knows tokens. */
export interface CloudflareApi extends AsyncDisposable {
  /** What `https://api.cloudflare.com/client/v4` is to users. */
  readonly baseUrl: string;
  /** All requests about databases, in their order; those about tokens are none of them. */
  readonly requests: readonly ApiRequest[];
  /** What goes wrong with the next requests, first to last; undefined is nothing. */
  readonly faults: (ApiFault | undefined)[];
  /** The bookmark of the database as it is now. */
  bookmark(): string;
}

/** A request as it came. */
export interface ApiRequest {
  /** Method and path. */
  readonly line: string;
  readonly bytes: number;
  readonly statements: readonly Statement[];
}

/** What goes wrong with a request. Only the first kind keeps D1 from doing what it was asked. */
export type ApiFault =
  /** This answer, and nothing is done: with an error as Cloudflare's envelope, else as a web page. */
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly error?: { readonly code: number; readonly message: string };
    }
  /** Done, and the connection breaks before the answer. */
  | { readonly kind: "lost" }
  /** Done, and the connection breaks in the middle of the answer. */
  | { readonly kind: "cut" }
  /** Done, and nothing ever comes. */
  | { readonly kind: "silent" }
  /** Done, and the answer is only a part of what was to be said, though a whole one by its length. */
  | { readonly kind: "torn" };

/** What the API knows. */
export interface CloudflareAccount {
  readonly accountId: string;
  readonly apiToken: string;
  readonly databaseName: string;
}

/** What the API says of its token. */
interface KnownToken {
  readonly status: "active" | "disabled" | "expired";
  readonly expires_on?: string;
  /** Whether the account has it, and no user. */
  readonly isOfAccount?: boolean;
  /** An answer in place of any other. */
  readonly answer?: { readonly status: number; readonly body: string };
}

/** How the API is started. */
export interface CloudflareApiOptions {
  /** Active and of a user if omitted. */
  readonly token?: KnownToken;
  readonly backend?: D1Backend;
  /** Id of the database of the account's name. */
  readonly databaseId?: string;
  /** What every question about Time Travel is answered with, where it isn't a bookmark. */
  readonly timeTravelFault?: ApiFault;
  /** Added to each answer's time, in ms. */
  readonly delayMs?: number;
  /** Called when D1 has done what a request asked, before the answer. */
  readonly onDone?: (request: ApiRequest) => void;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

const query = z.object({ sql: z.string(), params: z.array(z.string()).default([]) });
const queries = z.union([z.object({ batch: z.array(query) }), query]);

/**
 * Starts the API on a loopback port. A query is one transaction.
 * Source: https://developers.cloudflare.com/api/resources/d1/subresources/database/
 */
export async function startCloudflareApi(
  { accountId, apiToken, databaseName }: CloudflareAccount,
  {
    token = { status: "active" },
    backend = sqliteBackend(),
    databaseId = "11111111-2222-3333-4444-555555555555",
    timeTravelFault,
    delayMs = 0,
    onDone = () => {},
  }: CloudflareApiOptions = {},
): Promise<CloudflareApi> {
  const requests: ApiRequest[] = [];
  const faults: (ApiFault | undefined)[] = [];
  let batches = 0;
  const bookmark = () => `${String(batches).padStart(8, "0")}-00000000-00004e2f-0a83ea2fceebc654`;
  const base = `/accounts/${accountId}/d1/database`;
  const database = { uuid: databaseId, name: databaseName };
  // A search by name finds longer names too.
  const others = [{ uuid: "another", name: `${databaseName}-old` }, database];

  function lookUp(pathname: string, searchParams: URLSearchParams, request: ApiRequest): Answer {
    if (pathname === base) {
      const wanted = searchParams.get("name") ?? "";
      return success(others.filter(({ name }) => name.includes(wanted)));
    }
    if (pathname === `${base}/${databaseId}/${timeTravel}`) {
      onDone(request);
      return success({ bookmark: bookmark() });
    }
    const found = Object.values(database).includes(pathname.slice(base.length + 1));
    return found ? success(database) : failure(404, 7404, "The database could not be found");
  }

  /** Source: https://developers.cloudflare.com/api/resources/user/subresources/tokens/methods/verify/ */
  function verify(pathname: string, authorization: string | undefined): Answer {
    const { isOfAccount = false, answer: instead, ...said } = token;
    if (instead !== undefined) return instead;
    const place = isOfAccount ? `/accounts/${accountId}` : "/user";
    const isKnown = authorization === `Bearer ${apiToken}` && pathname.startsWith(place);
    return isKnown ? success({ id: "token", ...said }) : failure(401, 1000, "Invalid API Token");
  }

  async function answer(
    { headers, method }: IncomingMessage,
    { pathname, searchParams }: URL,
    request: ApiRequest,
  ): Promise<Answer> {
    if (headers.authorization !== `Bearer ${apiToken}`) {
      return failure(403, 10000, "Authentication error");
    }
    if (method === "GET") return lookUp(pathname, searchParams, request);
    const [id, endpoint] = pathname.slice(base.length + 1).split("/");
    if (id !== databaseId || !(endpoint === "raw" || endpoint === "query")) {
      return failure(404, 7404, "The database could not be found");
    }
    try {
      const results = await backend.batch(databaseId, request.statements);
      batches += 1;
      onDone(request);
      const told =
        endpoint === "raw"
          ? results.map(({ columns, rows }) => ({ columns, rows }))
          : results.map(asObjects);
      return success(
        told.map((rows, index) => ({
          results: rows,
          success: true,
          meta: {
            duration: 0,
            rows_written: results[index]?.rowsWritten,
            rows_read: results[index]?.rowsRead,
            size_after: results[index]?.sizeAfter,
          },
        })),
      );
    } catch (error) {
      return failure(400, 7500, error instanceof Error ? error.message : String(error));
    }
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? "/", "http://localhost");
    const body = await text(incoming);
    if (url.pathname.endsWith("/tokens/verify")) {
      return send(response, verify(url.pathname, incoming.headers.authorization));
    }
    const request = {
      line: `${incoming.method} ${url.pathname}`,
      bytes: Buffer.byteLength(body),
      statements: statementsIn(body),
    };
    requests.push(request);
    const fault =
      faults.shift() ?? (url.pathname.endsWith(timeTravel) ? timeTravelFault : undefined);
    if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
    if (fault?.kind === "refused") return send(response, refusalOf(fault));
    const given = await answer(incoming, url, request);
    if (fault === undefined) return send(response, given);
    if (fault.kind === "lost") incoming.socket.resetAndDestroy();
    if (fault.kind === "torn") send(response, { ...given, body: firstHalf(given.body) });
    if (fault.kind === "cut") {
      response.writeHead(given.status, { "Content-Length": Buffer.byteLength(given.body) });
      response.write(firstHalf(given.body), () => response.destroy());
    }
  }

  const server = createServer((request, response) => {
    // A request that breaks off has nobody left to be told.
    serve(request, response).catch(() => request.socket.destroy());
  });
  const baseUrl = await listenOnLoopback(server);
  return {
    baseUrl,
    requests,
    faults,
    bookmark,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const timeTravel = "time_travel/bookmark";

/** Wrangler sends a batch as one text. */
function statementsIn(body: string): readonly Statement[] {
  if (body === "") return [];
  const asked = queries.parse(JSON.parse(body));
  if ("batch" in asked) return asked.batch;
  return asked.sql.split(statementSeparator).map((sql) => statement(sql, ...asked.params));
}

function asObjects({ columns, rows }: RawResult) {
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, index) => [column, row[index]])),
  );
}

function refusalOf({ status, headers = {}, error }: Extract<ApiFault, { kind: "refused" }>) {
  const page = { status, headers, body: "<html><body>Sorry</body></html>" };
  return error === undefined ? page : { ...failure(status, error.code, error.message), headers };
}

function success(result: unknown): Answer {
  return {
    status: 200,
    body: JSON.stringify({ success: true, errors: [], messages: [], result }),
  };
}

function failure(status: number, code: number, message: string): Answer {
  const errors = [{ code, message }];
  return {
    status,
    body: JSON.stringify({ success: false, errors, messages: [], result: null }),
  };
}

function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(body);
}

function firstHalf(text: string): string {
  return text.slice(0, text.length / 2);
}
