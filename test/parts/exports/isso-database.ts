import { DatabaseSync } from "node:sqlite";
import { type AddressedExample, markdownOf, recordsOf } from "./example-threads.ts";

/** Writes Isso's database with these threads, by the paths of their addresses. */
export function writeIssoDatabase(file: string, threads: readonly AddressedExample[]): void {
  using database = new DatabaseSync(file);
  database.exec(`
    CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
    CREATE TABLE comments (
      tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL,
      modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR NOT NULL, author VARCHAR,
      email VARCHAR, website VARCHAR, likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0,
      voters BLOB NOT NULL, notification INTEGER DEFAULT 0);`);
  const toThreads = database.prepare(
    "INSERT OR IGNORE INTO threads (id, uri, title) VALUES (?, ?, ?)",
  );
  const toComments = database.prepare(
    "INSERT INTO comments (tid, id, parent, created, mode, text, author, voters) SELECT id, ?, ?, ?, ?, ?, ?, x'' FROM threads WHERE uri = ?",
  );
  for (const { id: thread, address, title, comments } of recordsOf(threads)) {
    const { pathname, search } = new URL(address);
    const uri = pathname + search;
    toThreads.run(thread, uri, title);
    for (const { id, parent, author, text, at, isRemoved } of comments) {
      const [mode, words] = isRemoved ? [4, ""] : [1, markdownOf(text)];
      toComments.run(id, parent, Date.parse(at) / 1000, mode, words, author, uri);
    }
  }
}
