import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { largestText } from "../text/largest-text.ts";

/** What a file of a built site holds, until the next one is read. */
export interface BuiltFile {
  /** Path below the built site, with `/`. */
  readonly file: string;
  /** Its bytes, each as a character: enough to look for words. */
  readonly bytes: string;
  readonly text: () => string;
}

/** A file that is too large for one that people read. */
interface GiantFile {
  readonly file: string;
  readonly bytes: undefined;
}

/**
 * Reads files one after the other into the same memory: a site has thousands, and few of them matter.
 * @throws the signal's reason, or the system's error when a file can't be read
 */
export async function* builtFiles(
  dir: string,
  files: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<BuiltFile | GiantFile, void> {
  let memory = Buffer.allocUnsafe(256 * 1024);
  for (const [index, file] of files.entries()) {
    if (index % 64 === 0) await setImmediate();
    signal.throwIfAborted();
    const open = openSync(join(dir, file), "r");
    try {
      const { size } = fstatSync(open);
      if (size > largestText) {
        yield { file, bytes: undefined };
        continue;
      }
      if (size > memory.length) memory = Buffer.allocUnsafe(size);
      const end = fill(open, memory.subarray(0, size));
      const bytes = memory.toString("latin1", 0, end);
      yield { file, bytes, text: () => memory.toString("utf8", 0, end) };
    } finally {
      closeSync(open);
    }
  }
}

/** The number of bytes that were read. */
function fill(open: number, memory: Buffer): number {
  let end = 0;
  while (end < memory.length) {
    const count = readSync(open, memory, end, memory.length - end, end);
    if (count === 0) break;
    end += count;
  }
  return end;
}
