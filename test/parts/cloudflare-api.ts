import { createServer, type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { statementSeparator } from "../../src/d1/transport.ts";
import { listenOnLoopback } from "./loopback.ts";
import { createSqliteTransport, type SqliteTransport } from "./sqlite-transport.ts";

/** The part of Cloudflare's API that `wrangler d1 execute --remote` uses, before an SQLite database. */
export interface CloudflareApi extends AsyncDisposable {
  /** CLOUDFLARE_API_BASE_URL. */
  readonly baseUrl: string;
  readonly transport: SqliteTransport;
  /** Method and path of each request. */
  readonly requests: readonly string[];
  /** The status with which the next requests are refused, first to last. */
  readonly refusals: number[];
}

/** What the API knows. */
export interface CloudflareAccount {
  readonly accountId: string;
  readonly apiToken: string;
  readonly databaseName: string;
}

const databaseId = "11111111-2222-3333-4444-555555555555";
const query = z.object({ sql: z.string() });

/**
 * Starts the API on a loopback port. A query is one transaction.
 * Source: https://developers.cloudflare.com/api/resources/d1/subresources/database/
 */
export async function startCloudflareApi(account: CloudflareAccount): Promise<CloudflareApi> {
  const transport = createSqliteTransport();
  const requests: string[] = [];
  const refusals: number[] = [];
  const never = new AbortController().signal;

  async function answer(
    request: IncomingMessage,
  ): Promise<readonly [status: number, body: object]> {
    const url = new URL(request.url ?? "/", "http://localhost");
    requests.push(`${request.method} ${url.pathname}`);
    const refusal = refusals.shift();
    if (refusal !== undefined)
      return [refusal, failure(refusal === 429 ? 971 : 7500, "internal error; please retry")];
    if (request.headers.authorization !== `Bearer ${account.apiToken}`) {
      return [403, failure(10000, "Authentication error")];
    }
    const database = { uuid: databaseId, name: account.databaseName };
    const base = `/accounts/${account.accountId}/d1/database`;
    const lookUps = [`${base}/${databaseId}`, `${base}/${account.databaseName}`];
    if (lookUps.includes(url.pathname)) return [200, success(database)];
    if (url.pathname !== `${base}/${databaseId}/query`) return [404, failure(7000, "No route")];
    const { sql } = query.parse(await json(request));
    try {
      const results = await transport.run(sql.split(statementSeparator), never);
      return [
        200,
        success(results.map((rows) => ({ results: rows, success: true, meta: { duration: 0 } }))),
      ];
    } catch (error) {
      return [400, failure(7500, error instanceof Error ? error.message : String(error))];
    }
  }

  const server = createServer((request, response) => {
    answer(request).then(([status, body]) => {
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    });
  });
  const baseUrl = await listenOnLoopback(server);
  return {
    baseUrl,
    transport,
    requests,
    refusals,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function success(result: unknown) {
  return { success: true, errors: [], messages: [], result };
}

function failure(code: number, message: string) {
  return { success: false, errors: [{ code, message }], messages: [], result: null };
}
