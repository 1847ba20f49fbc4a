import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { writeReason } from "../../files/system-error.ts";
import type { ExportedPost } from "./export-format.ts";
import { exportMessages } from "./messages.ts";

/** Bytes that are written at once. */
const blockBytes = 1024 ** 2;

/**
 * The posts of exports in a temporary file, to be read again by thread: a million would not fit into
 * memory, and an export has them in the order in which they were written.
 */
export class PostSpool {
  readonly #path: string;
  readonly #file: number;
  /** By thread; the places are the start and the length of each of its posts in the file, in turn. */
  readonly #kept = new Map<string, { readonly thread: string; readonly places: number[] }>();
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #bytes = 0;

  /**
   * @param path of the file, which must not be there
   * @throws MigrationError where it can't be made
   */
  constructor(path: string) {
    this.#path = path;
    this.#file = writing(path, () => openSync(path, "wx+", 0o600));
  }

  /** @returns the id of the post's thread, the same string for all its posts: a million more take memory */
  add(post: ExportedPost): string {
    const line = Buffer.from(JSON.stringify(post));
    let kept = this.#kept.get(post.thread);
    if (kept === undefined) {
      kept = { thread: post.thread, places: [] };
      this.#kept.set(post.thread, kept);
    }
    kept.places.push(this.#bytes, line.length);
    this.#waiting.push(line);
    this.#waitingBytes += line.length;
    this.#bytes += line.length;
    if (this.#waitingBytes >= blockBytes) this.#write();
    return kept.thread;
  }

  /** A thread's posts in the order in which they were added. */
  postsOf(thread: string): readonly ExportedPost[] {
    this.#write();
    const places = this.#kept.get(thread)?.places ?? [];
    const posts: ExportedPost[] = [];
    for (let at = 0; at < places.length; at += 2) {
      const line = Buffer.alloc(places[at + 1] ?? 0);
      readSync(this.#file, line, 0, line.length, places[at] ?? 0);
      // What was written here has the form that it was written in.
      const post: ExportedPost = JSON.parse(line.toString());
      posts.push(post);
    }
    return posts;
  }

  /** Removes the file. */
  close(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }

  #write(): void {
    if (this.#waitingBytes === 0) return;
    const block = Buffer.concat(this.#waiting);
    writing(this.#path, () => {
      for (let at = 0; at < block.length; ) at += writeSync(this.#file, block, at);
    });
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}

function writing<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const reason = writeReason(error);
    if (reason === undefined) throw error;
    throw exportMessages.error("exported-posts-not-kept", { path, reason }, { cause: error });
  }
}
