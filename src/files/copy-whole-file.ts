import { createHash, randomBytes } from "node:crypto";
import { copyFile, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "./make-folder.ts";
import { writeReason } from "./system-error.ts";
import { FileNotWrittenError } from "./write-whole-file.ts";

/** Names of files that are not whole yet, in the folder of the whole one. */
export const temporaryName = /^\.[0-9a-f]{16}\.tmp$/;

/**
 * Puts a copy of a file into a place, whole or not at all, however large it is; what was there is
 * replaced.
 * @param bytes that it must have
 * @throws FileNotWrittenError
 */
export async function copyWholeFile(from: string, to: string, bytes: number): Promise<void> {
  const temporary = join(dirname(to), `.${randomBytes(8).toString("hex")}.tmp`);
  try {
    makeFolder(dirname(to));
    await copyFile(from, temporary);
    const size = await flush(temporary);
    if (size !== bytes) {
      const reason = `only ${size} of ${bytes} bytes are on the disk, which may be full`;
      throw new FileNotWrittenError(to, reason, undefined);
    }
    await rename(temporary, to);
  } catch (error) {
    await rm(temporary, { force: true });
    const reason = writeReason(error);
    throw reason === undefined ? error : new FileNotWrittenError(to, reason, error);
  }
}

/** One for the whole file: streams leave as much to be collected as the file is large. */
const pieceBytes = 64 * 1024;

/**
 * SHA-256 of a file's bytes, in lower-case hexadecimal digits.
 * @throws the system's error
 */
export async function fileDigest(path: string): Promise<string> {
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafe(pieceBytes);
  await using file = await open(path, "r");
  for (;;) {
    const { bytesRead } = await file.read(piece, 0, pieceBytes);
    if (bytesRead === 0) return hash.digest("hex");
    hash.update(piece.subarray(0, bytesRead));
  }
}

/** Returns the bytes that are on the disk. */
async function flush(path: string): Promise<number> {
  await using file = await open(path, "r+");
  await file.sync();
  return (await file.stat()).size;
}
