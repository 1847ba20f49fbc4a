import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getPlatformProxy } from "wrangler";
import { z } from "zod";
import type { Database, Env, Statement } from "../../../examples/worker/src/env.ts";
import worker from "../../../examples/worker/src/worker.ts";

const migrations = new URL("../../../examples/worker/migrations/", import.meta.url);

/** The example Worker in this process, on workerd's D1, which says how many rows it read. */
export interface WorkerInProcess extends AsyncDisposable {
  readonly database: Database;
  /** The Worker's answer. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Rows that the database has read since the last time that this was asked. */
  rowsRead(): number;
}

interface Answered {
  readonly results: readonly unknown[];
  readonly meta: { readonly rows_read: number };
}

/** A statement of D1 itself. */
interface BoundStatement {
  bind(...values: readonly unknown[]): BoundStatement;
  all(): Promise<Answered>;
}

/** Starts D1 with the Worker's tables. */
export async function startWorkerInProcess(variables: Partial<Env> = {}): Promise<WorkerInProcess> {
  const folder = await mkdtemp(join(tmpdir(), "worker-in-process-"));
  const configPath = join(folder, "wrangler.json");
  const database = { binding: "DB", database_name: "comments", database_id: "comments" };
  await writeFile(configPath, JSON.stringify({ name: "comments", d1_databases: [database] }));
  const proxy = await getPlatformProxy<{
    DB: { prepare(sql: string): BoundStatement };
  }>({ configPath, persist: false });
  let read = 0;
  const counting = (statement: BoundStatement): Statement => {
    const all = async () => {
      const answer = await statement.all();
      read += answer.meta.rows_read;
      return answer;
    };
    return {
      bind: (...values) => counting(statement.bind(...values)),
      all,
      first: async () => (await all()).results[0] ?? null,
    };
  };
  const DB: Database = { prepare: (sql) => counting(proxy.env.DB.prepare(sql)) };
  for (const name of (await readdir(migrations)).toSorted()) {
    for (const sql of statementsOf(await readFile(new URL(name, migrations), "utf8"))) {
      await DB.prepare(sql).all();
    }
  }
  return {
    database: DB,
    ask: async (path, init) => {
      const context = { waitUntil: () => undefined, passThroughOnException: () => undefined };
      const request = new Request(`https://comments.example${path}`, init);
      return worker.fetch(request, { DB, ...variables }, { ...context, props: {} });
    },
    rowsRead() {
      const rows = read;
      read = 0;
      return rows;
    },
    async [Symbol.asyncDispose]() {
      await proxy.dispose();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Ids of the comments in an answer, in their order. */
export async function idsIn(response: Response) {
  const part = z.object({
    threads: z.array(z.object({ comments: z.array(z.object({ id: z.number() })) })),
    previous: z.string().nullable(),
    next: z.string().nullable(),
  });
  const { threads, previous, next } = part.parse(await response.json());
  return { ids: threads.flatMap(({ comments }) => comments.map(({ id }) => id)), previous, next };
}

/** The statements of a migration: each begins a line, and those in a trigger are indented. */
function statementsOf(sql: string): readonly string[] {
  return sql
    .replaceAll(/^\s*--.*$/gm, "")
    .split(/;\s*\n(?=(?!END)[A-Z])/)
    .filter((statement) => statement.trim() !== "");
}
