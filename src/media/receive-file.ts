import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import type { KeptFile } from "../domain/media.ts";
import { beginningBytes, createTextCheck, fileKind } from "./file-kind.ts";

/** More bytes came than a file may have. */
export class FileTooLarge extends Error {
  override readonly name = "FileTooLarge";
}

/** A file that came whole. */
export interface ReceivedFile {
  readonly file: KeptFile;
  /** Writes what is not on the disk yet; the file is whole then. */
  finish(): Promise<void>;
}

/** A picture of usual size is held in memory until a place to receive files is free for the next one. */
const heldBytes = 1024 * 1024;

/**
 * Takes in a file as it comes, and says what it is. What is larger than a picture goes to the disk
 * meanwhile.
 * @throws FileTooLarge, what `bytes` throws, or the system's error; the file is the caller's to remove
 */
export async function receiveFile(
  bytes: AsyncIterable<Uint8Array>,
  path: string,
  mostBytes: number,
): Promise<ReceivedFile> {
  const hash = createHash("sha256");
  const check = createTextCheck();
  let head = Buffer.alloc(0);
  let size = 0;
  let held: Uint8Array[] = [];
  let inMemory = 0;
  // What an attempt before this one wrote is replaced.
  let flag = "w";
  const write = async () => {
    await writeFile(path, held, { mode: 0o600, flag });
    [held, inMemory, flag] = [[], 0, "a"];
  };
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > mostBytes) throw new FileTooLarge();
    hash.update(chunk);
    check.take(chunk);
    if (head.length < beginningBytes) {
      head = Buffer.concat([head, chunk.subarray(0, beginningBytes - head.length)]);
    }
    held.push(chunk);
    inMemory += chunk.byteLength;
    if (inMemory > heldBytes) await write();
  }
  const { extension, contentType, isDownload } = fileKind(head, check.isText());
  const name = `${hash.digest("hex")}.${extension}`;
  return { file: { name, path, bytes: size, contentType, isDownload }, finish: write };
}
