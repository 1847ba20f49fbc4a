import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { Finding } from "../../domain/finding.ts";
import type { ExpectedTable } from "../schema/target-schema.ts";
import { sqlName } from "../sql/sql-literal.ts";
import { statement } from "../sql/statement.ts";
import type { Runner } from "../transport/runner.ts";
import { type CopiedPart, type CopyPlan, copyRows, mostCopiedRows } from "./copy-rows.ts";
import { concerned, type DatabaseObject, parseObjects, readObjects } from "./database-objects.ts";
import { createMemoryTransport, type MemoryTransport } from "./memory-transport.ts";
import { rehearsalMessages } from "./messages.ts";

/** What of a database is rebuilt. */
interface ReplicaOptions extends CopyPlan {
  /** The tables that are written to. */
  readonly expected: readonly ExpectedTable[];
  /** Of the transport to the database itself, so that batches are the same. */
  readonly maxBatchBytes: number;
}

/** Tables of a database as they are now, in memory. */
interface Replica {
  /** Undefined where too much would have to be copied. */
  readonly transport: MemoryTransport | undefined;
  /** What the replica lacks. */
  readonly findings: readonly Finding[];
}

const sequences = z.array(z.object({ name: z.string(), seq: z.string() }));

/**
 * Rebuilds tables of a database in memory, with all that an insert into them concerns: constraints,
 * indexes, triggers, the tables that these refer to, and rows. The database itself is only read.
 */
export async function createReplica(
  run: Runner,
  { tables, expected, pageNames, maxBatchBytes }: ReplicaOptions,
  signal: AbortSignal,
): Promise<Replica> {
  const [read = []] = await run(() => [readObjects], signal);
  const objects = concerned(parseObjects(read), tables);
  const database = new DatabaseSync(":memory:", {
    enableForeignKeyConstraints: false,
    enableDoubleQuotedStringLiterals: true,
  });
  database.exec("PRAGMA ignore_check_constraints = ON");
  const builder = new Builder(database);
  builder.make(objects.filter(({ type }) => type === "table"));
  const plan = { tables: builder.tables(), pageNames };
  const parts = await copyRows(run, database, plan, signal);
  await copySequences(run, database, signal);
  builder.make(objects.filter(({ type }) => type === "index"));
  builder.make(objects.filter(({ type }) => type === "view"));
  builder.make(objects.filter(({ type }) => type === "trigger"));
  const isWhole = [...parts.values()].every((part) => part === "all");
  database.exec(
    `PRAGMA ignore_check_constraints = OFF; PRAGMA foreign_keys = ${isWhole ? "ON" : "OFF"}`,
  );
  const findings = [...builder.findings, ...[...parts].flatMap(partFindings)];
  if ([...parts.values()].includes("too-many")) {
    database.close();
    return { transport: undefined, findings };
  }
  return { transport: createMemoryTransport(database, maxBatchBytes, expected), findings };
}

/** Makes objects, and remembers which ones it can't make. */
class Builder {
  readonly findings: Finding[] = [];
  readonly #database: DatabaseSync;
  readonly #tables: string[] = [];
  readonly #missing: string[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** The tables that were made, without those that a virtual table keeps for itself. */
  tables(): readonly string[] {
    return this.#tables;
  }

  make(objects: readonly DatabaseObject[]): void {
    for (const one of objects) this.#make(one);
  }

  #make({ type, name, sql }: DatabaseObject): void {
    if (this.#has(name)) return;
    const lacking = this.#missing.find((other) => sql.toLowerCase().includes(other));
    try {
      if (lacking !== undefined) throw new Error(`it needs ${lacking}`);
      if (!/^CREATE\s/i.test(sql)) throw new Error("its definition is no CREATE statement");
      this.#database.prepare(sql).run();
      if (type === "table" && !/^CREATE\s+VIRTUAL\s/i.test(sql)) this.#tables.push(name);
    } catch (error) {
      this.#missing.push(name.toLowerCase());
      const reason = error instanceof Error ? error.message : String(error);
      this.findings.push(rehearsalMessages.finding("not-rehearsed/object", { type, name, reason }));
    }
  }

  /** Tables of a virtual table are there as soon as it is. */
  #has(name: string): boolean {
    const sql = "SELECT 1 FROM sqlite_master WHERE name = ? COLLATE NOCASE";
    return this.#database.prepare(sql).get(name) !== undefined;
  }
}

/** Where AUTOINCREMENT continues: the ids of deleted rows are not given out again. */
async function copySequences(run: Runner, into: DatabaseSync, signal: AbortSignal): Promise<void> {
  const table = sqlName("sqlite_sequence");
  const isThere = into.prepare("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'");
  if (isThere.get() === undefined) return;
  const select = statement(`SELECT name, CAST(seq AS TEXT) AS seq FROM ${table}`);
  const [rows = []] = await run(() => [select], signal);
  into.exec(`DELETE FROM ${table}`);
  const insert = into.prepare(`INSERT INTO ${table} (name, seq) VALUES (?, ?)`);
  for (const { name, seq } of sequences.parse(rows)) insert.run(name, BigInt(seq));
}

function partFindings([table, part]: readonly [string, CopiedPart]): readonly Finding[] {
  const parameters = { table, rows: mostCopiedRows };
  switch (part) {
    case "all":
      return [];
    case "of-pages":
      return [rehearsalMessages.finding("not-rehearsed/large-table", parameters)];
    case "too-many":
      return [rehearsalMessages.finding("not-rehearsed/too-large", parameters)];
  }
}
