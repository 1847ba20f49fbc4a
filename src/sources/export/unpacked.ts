import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { ExportFault } from "./export-fault.ts";

/** How much an export may hold, so that no small file fills memory or disk. */
export interface UnpackingLimits {
  /** Bytes of one export, unpacked. */
  readonly unpackedBytes: number;
  /** Bytes unpacked for each packed one. */
  readonly ratio: number;
  /** Bytes unpacked before the ratio counts: little data compresses to anything. */
  readonly ratioFrom: number;
}

/**
 * A million comments are some 500 MB, and the largest sites have a few millions. XML of comments packs
 * to a tenth; a repeated byte, which bombs are made of, to a thousandth (zlib's own limit is 1032).
 */
export const unpackingLimits: UnpackingLimits = {
  unpackedBytes: 4 * 1024 ** 3,
  ratio: 200,
  ratioFrom: 16 * 1024 ** 2,
};

/**
 * The bytes of a file, unpacked where they begin as gzip does, whatever the file's name.
 * Source: RFC 1952, 2.3.1 "Member header and trailer" (ID1, ID2).
 * @throws ExportFault over-limits; errors of zlib as they are (`Z_BUF_ERROR` where the end is missing)
 */
export async function* unpacked(
  bytes: AsyncIterable<Buffer>,
  limits: UnpackingLimits,
): AsyncIterable<Buffer> {
  let packedBytes = 0;
  const { first, all } = await peek(bytes);
  const isPacked = first[0] === 0x1f && first[1] === 0x8b;
  let unpackedBytes = 0;
  const count = (size: number) => {
    packedBytes += size;
  };
  for await (const chunk of isPacked ? gunzipped(counted(all, count)) : all) {
    unpackedBytes += chunk.length;
    if (unpackedBytes > limits.unpackedBytes) {
      throw overLimits(`unpacked it has more than ${limits.unpackedBytes} bytes`);
    }
    if (isPacked && unpackedBytes > Math.max(limits.ratioFrom, packedBytes * limits.ratio)) {
      throw overLimits(`it unpacks to more than ${limits.ratio} times its size`);
    }
    yield chunk;
  }
}

function overLimits(excess: string): ExportFault {
  return new ExportFault({ is: "over-limits", excess });
}

async function* gunzipped(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const source = Readable.from(bytes, { objectMode: false });
  const gunzip = createGunzip();
  // A pipe passes no errors on.
  source.on("error", (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip);
  } finally {
    source.destroy();
  }
}

async function* counted(
  bytes: AsyncIterable<Buffer>,
  count: (bytes: number) => void,
): AsyncIterable<Buffer> {
  for await (const chunk of bytes) {
    count(chunk.length);
    yield chunk;
  }
}

/** The first two bytes at least, where there are as many, and the whole again. */
async function peek(bytes: AsyncIterable<Buffer>) {
  const rest = bytes[Symbol.asyncIterator]();
  let first: Buffer = Buffer.alloc(0);
  while (first.length < 2) {
    const { done, value } = await rest.next();
    if (done) break;
    first = Buffer.concat([first, value]);
  }
  async function* all() {
    yield first;
    yield* { [Symbol.asyncIterator]: () => rest };
  }
  return { first, all: all() };
}
