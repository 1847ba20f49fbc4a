import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { openPromise } from "yauzl";

/** What an archive may hold; what a run keeps is far below. */
interface ArchiveLimits {
  /** Of the archive itself. */
  readonly packedBytes: number;
  /** Of all that is in it. */
  readonly unpackedBytes: number;
  readonly entries: number;
}

/** A checkpoint of 500,000 comments is a tenth of it. */
export const archiveLimits: ArchiveLimits = {
  packedBytes: 250_000_000,
  unpackedBytes: 500_000_000,
  entries: 1_000,
};

/** An archive that nobody's run of this program can have made. `message` says what is odd about it. */
export class UnsafeArchiveError extends Error {
  override readonly name = "UnsafeArchiveError";
}

const fileTypeOf = (externalAttributes: number) => (externalAttributes >>> 16) & 0o170000;
const regularFile = 0o100000;

/**
 * Unpacks a zip archive of untrusted origin into a folder. Names that lead out of it, entries that are
 * no files, and sizes other than they were announced are refused; nothing is unpacked where the whole
 * is larger than the limits.
 * @throws UnsafeArchiveError; yauzl's error for what is no zip archive, or has a name that leads out
 */
export async function unpackZip(
  archive: string,
  into: string,
  limits: ArchiveLimits,
): Promise<void> {
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: false });
  try {
    const entries = [];
    let bytes = 0;
    for await (const entry of zip.eachEntry()) {
      if (entries.push(entry) > limits.entries) throw new UnsafeArchiveError("has too many files");
      bytes += entry.uncompressedSize;
      if (bytes > limits.unpackedBytes) throw new UnsafeArchiveError("is too large when unpacked");
      const type = fileTypeOf(entry.externalFileAttributes);
      if (type !== 0 && type !== regularFile && !entry.fileName.endsWith("/")) {
        throw new UnsafeArchiveError(`has the entry ${entry.fileName}, which is no file`);
      }
    }
    for (const entry of entries) {
      if (entry.fileName.endsWith("/")) continue;
      const file = join(into, entry.fileName);
      await mkdir(dirname(file), { recursive: true });
      // "wx": a name that is there twice is as odd as one that leads out.
      await pipeline(
        await zip.openReadStreamPromise(entry),
        createWriteStream(file, { flags: "wx" }),
      );
    }
  } finally {
    zip.close();
  }
}
