import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/**
 * Gives a reader of files that uses one buffer for all of them, as large as the largest: what it
 * gave of one file is overwritten by the next. It is some four times as fast as reading by promises,
 * and a site has thousands of files.
 * The reader throws the error of the file system.
 */
export function createFileReader(): (path: string) => Buffer {
  let buffer: Buffer = Buffer.allocUnsafe(64 * 1024);
  return (path) => {
    const file = openSync(path, "r");
    try {
      let length = 0;
      for (;;) {
        const read = readSync(file, buffer, length, buffer.length - length, null);
        length += read;
        if (read === 0) return buffer.subarray(0, length);
        if (length === buffer.length) buffer = larger(buffer, fstatSync(file).size);
      }
    } finally {
      closeSync(file);
    }
  };
}

function larger(buffer: Buffer, size: number): Buffer {
  // One byte more than the file, so that its end shows without another round.
  const grown = Buffer.allocUnsafe(Math.max(size + 1, buffer.length * 2));
  buffer.copy(grown);
  return grown;
}
