import { createReadStream } from "node:fs";
import { decoded } from "./decoded.ts";
import { type UnpackingLimits, unpacked, unpackingLimits } from "./unpacked.ts";

/** A file that was given as an export, plain or packed by gzip. */
export interface ExportFile {
  /** Absolute. */
  readonly path: string;
  /** As messages name it: relative to the repository's root, with `/`. */
  readonly name: string;
}

/** Larger pieces outlive a cleaning of the heap, and take a tenth of the time more for it. */
const pieceBytes = 32 * 1024;

/**
 * The text of a file, in pieces.
 * @throws ExportFault over-limits, unknown-encoding; what the file system and zlib throw
 */
export function textsOf(
  { path }: ExportFile,
  limits: UnpackingLimits = unpackingLimits,
): AsyncIterable<string> {
  const bytes: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: pieceBytes });
  return decoded(unpacked(bytes, limits));
}
