import { closeSync, openSync, rmSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { z } from "zod";
import { writeReason } from "../../files/system-error.ts";
import type { ExportedPost } from "./export-format.ts";
import { exportMessages } from "./messages.ts";

/** The posts of a thread that readers see. */
export interface ShownPosts {
  readonly comments: number;
  /** Time of the first, in milliseconds since the Unix epoch. */
  readonly first: number;
}

/** A thread that has a post, and the thread that had it in an earlier file. */
interface MovedPosts {
  readonly before: string;
  readonly now: string;
}

const ids = z.array(z.object({ id: z.string() }));
const shownRow = z.object({ thread: z.string(), comments: z.number(), first: z.number() });
const moves = z.array(z.object({ before: z.string(), now: z.string() }));
const posts = z.array(z.object({ post: z.string() }));

/**
 * The posts of exports in a temporary SQLite database, to be read again by thread: a million would not
 * fit into memory, and an export has them in the order in which they were written. Of several posts with
 * one id the last one counts.
 */
export class PostStore {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #selectId: StatementSync;
  readonly #selectThread: StatementSync;
  #added = 0;
  #isIndexed = false;

  /**
   * @param path of the file, which must not be there
   * @throws MigrationError where it can't be made
   */
  constructor(path: string) {
    this.#path = path;
    // SQLite would make it with the rights that the machine gives to any file.
    this.#writing(() => closeSync(openSync(path, "wx", 0o600)));
    this.#database = new DatabaseSync(path);
    this.#database.exec(`
      PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA cache_size = -16384;
      CREATE TABLE posts (id TEXT NOT NULL UNIQUE, thread TEXT NOT NULL, before TEXT, shown_at INTEGER, post TEXT NOT NULL);
      BEGIN`);
    this.#insert = this.#database.prepare(`
      INSERT INTO posts (id, thread, shown_at, post) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET thread = excluded.thread, shown_at = excluded.shown_at,
        post = excluded.post, before = iif(thread = excluded.thread, before, thread)`);
    this.#selectId = this.#database.prepare("SELECT 1 FROM posts WHERE id = ?");
    this.#selectThread = this.#database.prepare(
      "SELECT post FROM posts WHERE thread = ? ORDER BY rowid",
    );
  }

  /** @param shownAt the post's time, in milliseconds since the Unix epoch; null where readers don't see it */
  add(post: ExportedPost, shownAt: number | null): void {
    this.#added += 1;
    this.#writing(() => this.#insert.run(post.id, post.thread, shownAt, JSON.stringify(post)));
  }

  has(id: string): boolean {
    return this.#selectId.get(id) !== undefined;
  }

  /** By thread; threads none of whose posts is shown are absent. */
  shown(): ReadonlyMap<string, ShownPosts> {
    this.#index();
    const rows = this.#database.prepare(
      "SELECT thread, count(shown_at) AS comments, min(shown_at) AS first FROM posts WHERE shown_at IS NOT NULL GROUP BY thread",
    );
    const shown = new Map<string, ShownPosts>();
    for (const row of rows.iterate()) {
      const { thread, ...of } = shownRow.parse(row);
      shown.set(thread, of);
    }
    return shown;
  }

  /** Each pair once. */
  moved(): readonly MovedPosts[] {
    const count = this.#database.prepare("SELECT count(*) AS n FROM posts").get();
    if (count?.["n"] === this.#added) return [];
    return moves.parse(
      this.#database
        .prepare(
          "SELECT DISTINCT before, thread AS now FROM posts WHERE before IS NOT NULL AND before <> thread",
        )
        .all(),
    );
  }

  /** Ids of the posts of threads of which this is not true. */
  without(isKnown: (thread: string) => boolean): readonly string[] {
    this.#index();
    const threads = z
      .array(z.object({ thread: z.string() }))
      .parse(this.#database.prepare("SELECT DISTINCT thread FROM posts").all());
    const select = this.#database.prepare("SELECT id FROM posts WHERE thread = ? ORDER BY rowid");
    return threads
      .filter(({ thread }) => !isKnown(thread))
      .flatMap(({ thread }) => ids.parse(select.all(thread)).map(({ id }) => id));
  }

  /** A thread's posts in the order in which they were first added. */
  postsOf(thread: string): readonly ExportedPost[] {
    this.#index();
    return posts.parse(this.#selectThread.all(thread)).map(({ post }): ExportedPost => {
      // What was written here has the form that it was written in.
      return JSON.parse(post);
    });
  }

  /** Removes the file. */
  close(): void {
    this.#database.close();
    rmSync(this.#path, { force: true });
  }

  /** An index that is made when all posts are there costs a fraction of one that grows with them. */
  #index(): void {
    if (this.#isIndexed) return;
    this.#writing(() =>
      this.#database.exec("CREATE INDEX posts_of_threads ON posts (thread, shown_at)"),
    );
    this.#isIndexed = true;
  }

  #writing<T>(write: () => T): T {
    try {
      return write();
    } catch (error) {
      const reason = writeReason(error) ?? sqliteReason(error);
      if (reason === undefined) throw error;
      const words = { path: this.#path, reason };
      throw exportMessages.error("exported-posts-not-kept", words, { cause: error });
    }
  }
}

/** What SQLite says when the disk is in the way. Source: sqlite.org/rescode.html */
function sqliteReason(error: unknown): string | undefined {
  if (!(error instanceof Error && "errcode" in error && typeof error.errcode === "number")) return;
  switch (error.errcode & 0xff) {
    case 10:
    case 13:
    case 14:
      return error.errcode === 13 ? "the disk is full" : `SQLite says: ${error.message}`;
    default:
      return undefined;
  }
}
