import { open } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { ExportFault } from "../export/export-fault.ts";
import type { ExportFile } from "../export/export-file.ts";
import { type ExportReceiver, longestText } from "../export/export-format.ts";
import { databaseCopy } from "./database-copy.ts";
import { issoPost, issoThread } from "./isso-post.ts";

/**
 * Reads the comments of Isso's database, as any version of it has them.
 * Source: Isso 0.14 (`isso/db/comments.py`, `isso/db/threads.py`)
 * @throws ExportFault; MigrationError where there is no place for a copy; what reading the file throws
 */
export async function readDatabase(file: ExportFile, receiver: ExportReceiver): Promise<void> {
  await using copy = await databaseCopy(file);
  if (!copy.hasLog && (await isCut(copy.path))) throw new ExportFault({ is: "cut" });
  try {
    using database = new DatabaseSync(copy.path);
    database.exec("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON");
    const check = checks.parse(database.prepare("PRAGMA quick_check(1)").all());
    const [problem = ""] = check.map(({ quick_check: words }) => words);
    if (problem !== "ok") throw new ExportFault({ is: "malformed", reason: problem });
    if (!isOfIsso(database)) {
      const name = "a SQLite database of another program";
      throw new ExportFault({ is: "of-another-kind", seems: { name } });
    }
    readRows(database, receiver);
  } catch (error) {
    if (!(error instanceof Error) || !("errcode" in error)) throw error;
    throw new ExportFault({ is: "malformed", reason: error.message }, { cause: error });
  }
}

/**
 * Whether a file has fewer pages than its header says.
 * Source: https://www.sqlite.org/fileformat.html#the_database_header
 */
async function isCut(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const header = Buffer.alloc(100);
    const { bytesRead } = await file.read(header);
    if (bytesRead < header.length) return true;
    const { size } = await file.stat();
    const pageSize = header.readUInt16BE(16);
    const saysPages = header.readUInt32BE(24) === header.readUInt32BE(92);
    const pages = saysPages ? header.readUInt32BE(28) : 0;
    return size < pages * (pageSize === 1 ? 65_536 : pageSize);
  } finally {
    await file.close();
  }
}

const checks = z.array(z.object({ quick_check: z.string() }));
const names = z.array(z.object({ name: z.string() }));

/** The columns that all versions have. */
const columns = {
  threads: "id uri title".split(" "),
  comments: "id tid parent created modified mode text author email website likes dislikes".split(
    " ",
  ),
};

function isOfIsso(database: DatabaseSync): boolean {
  const columnsOf = database.prepare(
    `SELECT info.name FROM sqlite_schema AS entry JOIN pragma_table_info(entry.name) AS info
     WHERE entry.type = 'table' AND entry.name = ?`,
  );
  return Object.entries(columns).every(([table, needed]) => {
    const found = new Set(names.parse(columnsOf.all(table)).map(({ name }) => name));
    return needed.every((column) => found.has(column));
  });
}

const text = z
  .string()
  .nullable()
  .transform((value) => value ?? "");
const real = z.number().nullable();

const threadRow = z.object({ uri: text, title: text });
const commentRow = z.object({
  uri: text,
  id: text,
  parent: z.string().nullable(),
  created: real,
  modified: real,
  mode: text,
  text,
  author: text,
  email: text,
  website: text,
  likes: real,
  dislikes: real,
});

/** SQLite keeps values of any type in any column, so each is asked for as the type that it should have. */
function readRows(database: DatabaseSync, receiver: ExportReceiver): void {
  const threads = database.prepare(
    "SELECT CAST(uri AS TEXT) AS uri, CAST(title AS TEXT) AS title FROM threads ORDER BY id",
  );
  for (const row of threads.iterate()) {
    const { uri, title } = threadRow.parse(row);
    receiver.thread(issoThread(uri, title));
  }
  const asText = (column: string) => `CAST(comments.${column} AS TEXT) AS ${column}`;
  const asNumber = (column: string) =>
    `CASE WHEN typeof(comments.${column}) IN ('integer', 'real') THEN CAST(comments.${column} AS REAL) END AS ${column}`;
  const comments = database.prepare(
    `SELECT CAST(threads.uri AS TEXT) AS uri,
       ${["id", "parent", "mode", "author", "email", "website"].map(asText).join(", ")},
       ${["created", "modified", "likes", "dislikes"].map(asNumber).join(", ")},
       substr(CAST(comments.text AS TEXT), 1, ${longestText + 1}) AS text
     FROM comments LEFT JOIN threads ON threads.id = comments.tid ORDER BY comments.id`,
  );
  for (const row of comments.iterate()) {
    const { uri, created, modified, likes, dislikes, ...comment } = commentRow.parse(row);
    receiver.post(
      issoPost({
        ...comment,
        thread: uri,
        createdAt: inMilliseconds(created),
        editedAt: inMilliseconds(modified),
        likes: likes ?? 0,
        dislikes: dislikes ?? 0,
      }),
    );
  }
}

/** Isso keeps seconds since the Unix epoch, with a fraction. */
function inMilliseconds(seconds: number | null): number | null {
  const time = Math.round((seconds ?? Number.NaN) * 1000);
  return Number.isNaN(new Date(time).getTime()) ? null : time;
}
