import { z } from "zod";
import { accountUrlOf } from "../../cloudflare/api/api-address.ts";
import { createExchange, type Exchange, jsonRequest } from "../../cloudflare/api/exchange.ts";
import type { Statement } from "../sql/statement.ts";
import { bookmarkAnswer } from "../transport/bookmark.ts";
import { Meter, resultMeta } from "../transport/meter.ts";
import { type D1Transport, maxBytesWithParameters, type Row } from "../transport/transport.ts";
import { resultOf } from "./api-answer.ts";
import { apiAnswerDamaged, apiFailures, databaseNotFound } from "./api-failure.ts";

/** Which database is reached, and how. */
interface ApiTransportOptions {
  /** Address of the account's databases: `…/accounts/<account>/d1/database`. */
  readonly databasesUrl: string;
  readonly apiToken: string;
  readonly databaseName: string;
  /** Looked up by the name where it is omitted. */
  readonly databaseId?: string | undefined;
  readonly fetch?: typeof globalThis.fetch;
  /** Time for one request and its whole answer, in ms; 60 s by default. */
  readonly timeoutMs?: number;
}

/** Address of an account's databases. */
export function databasesUrlOf(apiBase: string, accountId: string): string {
  return `${accountUrlOf(apiBase, accountId)}/d1/database`;
}

// D1 ends a query after 30 s (same page).
const defaultTimeoutMs = 60_000;

const databases = z.array(z.object({ uuid: z.string(), name: z.string() }));
const rawResults = z.array(
  z.object({
    success: z.literal(true),
    results: z.object({
      columns: z.array(z.string()),
      rows: z.array(z.array(z.unknown())),
    }),
    meta: resultMeta.optional().catch(undefined),
  }),
);

/**
 * A connection to a D1 database through Cloudflare's API: a call is one request with a batch of statements
 * and their bound parameters, which D1 runs as a transaction.
 * Sources: https://developers.cloudflare.com/api/resources/d1/subresources/database/methods/raw/,
 * https://developers.cloudflare.com/api/resources/d1/subresources/database/subresources/time_travel/,
 * https://developers.cloudflare.com/d1/worker-api/d1-database/#batch
 */
export function createApiTransport(options: ApiTransportOptions): D1Transport {
  const { databasesUrl, databaseName } = options;
  const exchange = createExchange({
    apiToken: options.apiToken,
    fetch: options.fetch ?? globalThis.fetch,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
    failures: apiFailures,
  });
  let { databaseId } = options;
  const meter = new Meter();
  async function urlOf(endpoint: string, signal: AbortSignal): Promise<string> {
    databaseId ??= await findDatabase(exchange, databasesUrl, databaseName, signal);
    return `${databasesUrl}/${encodeURIComponent(databaseId)}/${endpoint}`;
  }
  return {
    maxBatchBytes: maxBytesWithParameters,
    async run(statements, signal) {
      const url = await urlOf("raw", signal);
      const answer = await exchange(url, signal, jsonRequest({ batch: statements.map(asQuery) }));
      const results = resultOf(rawResults, databaseName, answer);
      if (results.length !== statements.length) throw apiAnswerDamaged(databaseName, answer);
      meter.add(results);
      return results.map(({ results: { columns, rows } }) =>
        rows.map((values) => rowOf(columns, values)),
      );
    },
    async readBookmark(signal) {
      const answer = await exchange(await urlOf("time_travel/bookmark", signal), signal);
      return resultOf(bookmarkAnswer, databaseName, answer).bookmark;
    },
    rowsWritten: () => meter.rowsWritten(),
    rowsRead: () => meter.rowsRead(),
    databaseBytes: () => meter.databaseBytes(),
    async [Symbol.asyncDispose]() {},
  };
}

/** The name given to the API is what names are searched for, so that longer ones come back as well. */
async function findDatabase(
  exchange: Exchange,
  databasesUrl: string,
  name: string,
  signal: AbortSignal,
): Promise<string> {
  const answer = await exchange(
    `${databasesUrl}?${new URLSearchParams({ name, per_page: "10000" })}`,
    signal,
  );
  const found = resultOf(databases, name, answer).find((database) => database.name === name);
  if (found === undefined) throw databaseNotFound(name);
  return found.uuid;
}

function asQuery({ sql, params }: Statement) {
  return params.length === 0 ? { sql } : { sql, params };
}

function rowOf(columns: readonly string[], values: readonly unknown[]): Row {
  return Object.fromEntries(columns.map((column, index) => [column, values[index]]));
}
