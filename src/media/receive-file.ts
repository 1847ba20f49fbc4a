import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { KeptFile } from "../domain/media.ts";
import { beginningBytes, createTextCheck, fileKind } from "./file-kind.ts";

/** More bytes came than a file may have. */
export class FileTooLarge extends Error {
  override readonly name = "FileTooLarge";
}

/**
 * Writes bytes to a new file as they come, and says what they are. The file is on the disk when this
 * resolves, as large as what came.
 * @throws FileTooLarge, what `bytes` throws, or the system's error; the file is the caller's to remove
 */
export async function receiveFile(
  bytes: AsyncIterable<Uint8Array>,
  path: string,
  mostBytes: number,
): Promise<KeptFile> {
  const hash = createHash("sha256");
  const check = createTextCheck();
  let head = Buffer.alloc(0);
  let size = 0;
  await using file = await open(path, "w", 0o600);
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > mostBytes) throw new FileTooLarge();
    hash.update(chunk);
    check.take(chunk);
    if (head.length < beginningBytes) {
      head = Buffer.concat([head, chunk]).subarray(0, beginningBytes);
    }
    await writeAll(file, chunk);
  }
  const { extension, contentType, isDownload } = fileKind(head, check.isText());
  const name = `${hash.digest("hex")}.${extension}`;
  return { name, path, bytes: size, contentType, isDownload };
}

async function writeAll(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  for (let from = 0; from < chunk.byteLength; ) {
    const { bytesWritten } = await file.write(chunk, from);
    from += bytesWritten;
  }
}
