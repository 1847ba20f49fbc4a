import { z } from "zod";
import type { MediaRecord, MediaRecords } from "../../domain/media-records.ts";
import type { ExpectedTable, TargetSchema } from "../schema/target-schema.ts";
import { jsonArray, jsonText } from "../sql/sql-literal.ts";
import { type Statement, statement } from "../sql/statement.ts";
import type { Runner } from "../transport/runner.ts";
import { D1Error } from "../transport/transport.ts";
import { isOwn, type Owner, sourcesOf } from "./owner.ts";

/** The table that remembers which media is in the store. */
const mediaTable = "comment_migration_media";

const text = { affinities: ["TEXT"], declaration: "TEXT NOT NULL" } as const;

/** The table of media as this version of the program has it. */
export const expectedMedia: ExpectedTable = {
  name: mediaTable,
  columns: [
    { name: "source", ...text },
    { name: "address", ...text },
    { name: "kind", ...text },
    { name: "name", ...text },
    { name: "bytes", affinities: ["INTEGER"], declaration: "INTEGER NOT NULL" },
    { name: "content_type", ...text },
    { name: "run_id", ...text },
    { name: "stored_at", ...text },
  ],
};

/**
 * Creates the table of media that was put into a store, beside the ledger. `source` is that of the
 * comments, `address` and `kind` say what their source calls it, `name` is the store's name of it.
 */
export const createMedia: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS ${mediaTable} (
  source TEXT NOT NULL,
  address TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  content_type TEXT NOT NULL,
  run_id TEXT NOT NULL,
  stored_at TEXT NOT NULL,
  PRIMARY KEY (source, address, kind)
)`,
];

/** The statement that returns whether media of the owner's comments is recorded. */
export function hasKeptMedia(owner: Owner): Statement {
  return statement(
    `SELECT EXISTS (SELECT 1 FROM ${mediaTable} m WHERE ${isOwn("m", 1)}) AS has_kept`,
    sourcesOf(owner),
  );
}

const rowsPerRead = 5_000;
/** Some 300 bytes each, which is far below what a call may have. */
const rowsPerWrite = 200;

const namesOf = z.array(z.object({ name: z.string() }));
const rowsOf = z.array(
  z
    .object({
      place: z.number(),
      source: z.string(),
      address: z.string(),
      kind: z.enum(["file", "thumbnail"]),
      name: z.string(),
      bytes: z.number(),
      content_type: z.string(),
    })
    .transform(({ content_type: contentType, ...row }) => ({ ...row, contentType })),
);

/**
 * The owner's records of media. What is noted while another call is under way goes into the next one
 * together.
 */
export function createMediaRecords(
  run: Runner,
  schema: TargetSchema,
  owner: Owner,
  runId: string,
): MediaRecords {
  let waiting: Waiting[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const some = waiting.slice(0, rowsPerWrite);
      waiting = waiting.slice(rowsPerWrite);
      const signal = AbortSignal.any(some.map((one) => one.signal));
      const rows = jsonArray(some.map(({ record }) => jsonText(valuesOf(record))));
      try {
        await run(() => [noteMedia(rows, runId)], signal);
        for (const { resolve } of some) resolve();
      } catch (error) {
        for (const { reject } of some) reject(error);
      }
    }
    isWriting = false;
  }

  return {
    read: (signal) => readMedia(run, owner, signal),
    note(record, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.push({ record, signal, resolve, reject });
      if (!isWriting) void writeAll();
      return promise;
    },
    async forgetUnnamed(records, signal) {
      const names = [...new Set(records.map(({ name }) => name))];
      const forgotten: string[] = [];
      for (let at = 0; at < names.length; at += rowsPerWrite) {
        const some = jsonArray(names.slice(at, at + rowsPerWrite).map(jsonText));
        const [unnamed = []] = await run(() => forget(schema, owner, some), signal);
        forgotten.push(...namesOf.parse(unnamed).map(({ name }) => name));
      }
      return forgotten;
    },
  };
}

interface Waiting {
  readonly record: MediaRecord;
  readonly signal: AbortSignal;
  resolve(): void;
  reject(error: unknown): void;
}

function valuesOf({ source, address, kind, name, bytes, contentType }: MediaRecord) {
  return [source, address, kind, name, bytes, contentType];
}

function noteMedia(rows: string, runId: string) {
  const sql = `INSERT INTO ${mediaTable}
  (source, address, kind, name, bytes, content_type, run_id, stored_at)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, ?2,
  strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
FROM json_each(?1) WHERE true
ON CONFLICT (source, address, kind)
DO UPDATE SET name = excluded.name, bytes = excluded.bytes, content_type = excluded.content_type,
  run_id = excluded.run_id, stored_at = excluded.stored_at`;
  return statement(sql, rows, runId);
}

/** The statements that read, and then delete, the records of these files, as far as no comment names them. */
function forget({ comments, read }: TargetSchema, owner: Owner, names: string) {
  const unnamed = `SELECT DISTINCT m.name FROM ${mediaTable} m
WHERE ${isOwn("m", 1)} AND m.name IN (SELECT value FROM json_each(?2)) AND NOT EXISTS (
  SELECT 1 FROM ${comments.table} c ${read.joins ?? ""} WHERE instr(${read.content}, m.name) > 0)`;
  return [
    unnamed,
    `DELETE FROM ${mediaTable} AS m WHERE ${isOwn("m", 1)} AND m.name IN (${unnamed})`,
  ].map((sql) => statement(sql, sourcesOf(owner), names));
}

async function readMedia(
  run: Runner,
  owner: Owner,
  signal: AbortSignal,
): Promise<readonly MediaRecord[]> {
  const records: MediaRecord[] = [];
  const sql = `SELECT m.rowid AS place, m.source, m.address, m.kind, m.name, m.bytes, m.content_type
FROM ${mediaTable} m WHERE ${isOwn("m", 1)} AND m.rowid > ?2 ORDER BY m.rowid LIMIT ${rowsPerRead}`;
  let last = 0;
  try {
    for (;;) {
      const after = String(last);
      const [rows = []] = await run(() => [statement(sql, sourcesOf(owner), after)], signal);
      const read = rowsOf.parse(rows);
      records.push(...read.map(({ place: _, ...record }) => record));
      last = read.at(-1)?.place ?? last;
      if (read.length < rowsPerRead) return records;
    }
  } catch (error) {
    const isAbsent =
      error instanceof D1Error && error.message.includes(`no such table: ${mediaTable}`);
    if (!isAbsent) throw error;
    return [];
  }
}
