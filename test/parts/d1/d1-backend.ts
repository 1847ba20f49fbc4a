import { z } from "zod";
import type { Statement } from "../../../src/d1/sql/statement.ts";
import { createSqliteTransport, type SqliteTransport } from "./sqlite-transport.ts";

/** What a statement gave: as Cloudflare's `/raw` tells it. */
export interface RawResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** Rows that D1 says it has written, indexes included; left out where it doesn't say. */
  readonly rowsWritten?: number;
  /** Rows that it says it has read, and its size in bytes; left out where it doesn't say. */
  readonly rowsRead?: number;
  readonly sizeAfter?: number;
}

/** The databases behind an API. */
export interface D1Backend {
  /** Runs a transaction; rejects with D1's words when it was undone. */
  batch(databaseId: string, statements: readonly Statement[]): Promise<readonly RawResult[]>;
}

/** One SQLite database in memory, whatever the id. */
export function sqliteBackend(transport: SqliteTransport = createSqliteTransport()): D1Backend {
  return {
    async batch(_, statements) {
      const results = await transport.run(statements, new AbortController().signal);
      return results.map((rows) => ({
        columns: Object.keys(rows[0] ?? {}),
        rows: rows.map((row) => Object.values(row)),
      }));
    },
  };
}

const answer = z.object({
  errors: z.array(z.object({ message: z.string() })),
  result: z
    .array(
      z.object({
        results: z.object({
          columns: z.array(z.string()),
          rows: z.array(z.array(z.unknown())),
        }),
        meta: z.object({
          rows_written: z.number(),
          rows_read: z.number(),
          size_after: z.number(),
        }),
      }),
    )
    .nullable(),
});

/** The databases of a `wrangler dev`, by id: real D1 on workerd. */
export function workerdBackend(databasesUrl: string): D1Backend {
  return {
    async batch(databaseId, statements) {
      const response = await fetch(`${databasesUrl}/${databaseId}/raw`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ batch: statements }),
      });
      const { errors, result } = answer.parse(await response.json());
      if (result === null) throw new Error(errors[0]?.message);
      return result.map(({ results, meta }) => ({
        ...results,
        rowsWritten: meta.rows_written,
        rowsRead: meta.rows_read,
        sizeAfter: meta.size_after,
      }));
    },
  };
}
