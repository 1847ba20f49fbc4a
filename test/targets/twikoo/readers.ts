import type { SqliteTransport } from "../../parts/d1/sqlite-transport.ts";

/** A comment that a reader writes, as far as it matters to a test. */
export interface ReaderComment {
  readonly id: string;
  readonly url?: string;
  readonly created: number;
  readonly pid?: string;
  readonly rid?: string;
}

/** Writes a comment as Twikoo's own Worker does, in whichever of the two tables. */
export function readerWrites({ database }: SqliteTransport, comment: ReaderComment): void {
  const { id, url = "/p/", created, pid = "", rid = "" } = comment;
  database
    .prepare(
      `INSERT INTO comment (_id, uid, nick, mail, mailMd5, link, ua, ip, master, url, href, comment,
  pid, rid, isSpam, created, updated, ${votesOf(database)}, top, avatar)
VALUES (?, 'reader', 'Reader', '', '', '', 'ua', '192.0.2.1', 0, ?, ?, 'live', ?, ?, 0, ?, ?, '[]', 0, '')`,
    )
    .run(id, url, `https://blog.example.org${url}`, pid, rid, created, created);
}

/** A row of Twikoo's table. */
export interface TwikooRow {
  readonly _id: string;
  readonly url: string;
  readonly pid: string;
  readonly rid: string;
  readonly created: number;
  readonly ip: string;
}

/** All that the table has, in the order of ids. */
export function rowsOf({ database }: SqliteTransport): readonly TwikooRow[] {
  const select = database.prepare(
    "SELECT _id, url, pid, rid, created, ip FROM comment ORDER BY _id",
  );
  return select.all().map((row) => ({
    _id: String(row["_id"]),
    url: String(row["url"]),
    pid: String(row["pid"]),
    rid: String(row["rid"]),
    created: Number(row["created"]),
    ip: String(row["ip"]),
  }));
}

function votesOf(database: SqliteTransport["database"]): string {
  const ups = "SELECT 1 FROM pragma_table_info('comment') WHERE name = 'ups'";
  return database.prepare(ups).get() === undefined ? "like" : "ups";
}
