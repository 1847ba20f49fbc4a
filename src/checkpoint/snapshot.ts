import { constants } from "node:buffer";
import { createHash } from "node:crypto";
import { z } from "zod";
import { withPresentNames } from "./former-names.ts";
import { formatEntries, parseEntries } from "./id-mapping.ts";
import { type LegacyState, parseLegacy } from "./legacy.ts";
import {
  type CheckpointFields,
  type CheckpointState,
  checkpointSchema,
  checkpointVersion,
} from "./state.ts";

/** What the bytes of a checkpoint file turned out to be. */
type ParsedSnapshot =
  | { readonly kind: "current"; readonly state: CheckpointState }
  /** Written by the original tool, version "1.0". */
  | { readonly kind: "legacy"; readonly state: LegacyState }
  | { readonly kind: "too-new"; readonly version: string }
  /** `reason` completes "the file is damaged: …". */
  | { readonly kind: "damaged"; readonly reason: string };

const blankChecksum = "0".repeat(64);
const beforeChecksum = '\n  "checksum": "';
const afterChecksum = '"\n}\n';
const beforeEntries = '\n  "id_mapping": {';
const afterEntries = "},";
const endLength = beforeChecksum.length + blankChecksum.length + afterChecksum.length;

/**
 * The bytes of a checkpoint file: indented JSON, whose last field is the SHA-256 of exactly these
 * bytes with 64 zeros in the checksum's place. Later versions must end in the same way, so that a
 * damaged file is distinguished from one that is too new.
 */
export function serialiseSnapshot(state: CheckpointState): Buffer {
  const { id_mapping, ...fields } = state;
  const text = JSON.stringify({ ...fields, id_mapping: {}, checksum: blankChecksum }, null, 2);
  const frame = Buffer.from(`${text}\n`);
  const entries = formatEntries(id_mapping);
  const entriesStart = frame.length - endLength - afterEntries.length;
  const bytes = Buffer.concat([
    frame.subarray(0, entriesStart),
    ...(entries.length === 0 ? [] : [Buffer.from("\n"), ...entries, Buffer.from("\n  ")]),
    frame.subarray(entriesStart),
  ]);
  bytes.write(sha256(bytes), bytes.length - afterChecksum.length - blankChecksum.length, "latin1");
  return bytes;
}

/** How a checkpoint file is read. */
interface ParseOptions {
  /** Size above which it isn't looked at; default and most is the longest text that JavaScript holds (about 512 MiB). */
  readonly maxBytes?: number;
}

/** Reads the bytes of a checkpoint file, wherever they come from. It never throws. */
export function parseSnapshot(bytes: Buffer, options: ParseOptions = {}): ParsedSnapshot {
  const parsed = parseFields(bytes, options);
  if (parsed.kind !== "current") return parsed;
  const idMapping = parseEntries(parsed.entries);
  if (idMapping === undefined) return damaged("its field id_mapping is not as expected");
  return { kind: "current", state: { ...parsed.fields, id_mapping: idMapping } };
}

/** The fields of an intact checkpoint file but `id_mapping`, which may be long; undefined for others. */
export function inspectSnapshot(bytes: Buffer): CheckpointFields | undefined {
  const parsed = parseFields(bytes, {});
  return parsed.kind === "current" ? parsed.fields : undefined;
}

type ParsedFields =
  | Exclude<ParsedSnapshot, { kind: "current" }>
  | { readonly kind: "current"; readonly fields: CheckpointFields; readonly entries: Buffer };

function parseFields(
  bytes: Buffer,
  { maxBytes = constants.MAX_STRING_LENGTH }: ParseOptions,
): ParsedFields {
  if (bytes.length > Math.min(maxBytes, constants.MAX_STRING_LENGTH)) {
    return damaged(`it is larger than expected (${bytes.length} bytes)`);
  }
  const checksum = checkChecksum(bytes);
  if (checksum === "wrong") return damaged("its checksum does not match");

  const parts = checksum === "right" ? splitOffEntries(bytes) : undefined;
  const json = parseJson(parts?.frame ?? bytes);
  if (json === undefined) return damaged("it is cut off or no longer JSON");
  const version = z.object({ version: z.string() }).safeParse(json).data?.version;
  if (version === undefined) return damaged("it has no version");
  if (isNewer(version)) return { kind: "too-new", version };

  if (parts === undefined) {
    const state = parseLegacy(json);
    return state === undefined
      ? damaged("its checksum is missing, or fields are not as expected")
      : { kind: "legacy", state };
  }
  const parsed = checkpointSchema.safeParse(withPresentNames(json, checkpointVersion));
  const field = parsed.error?.issues[0]?.path.join(".");
  if (!parsed.success) return damaged(`its field ${field} is not as expected`);
  return { kind: "current", fields: parsed.data, entries: parts.entries };
}

function checkChecksum(bytes: Buffer): "right" | "wrong" | "absent" {
  const start = bytes.length - endLength;
  if (start < 0) return "absent";
  const end = bytes.toString("latin1", start);
  if (!end.startsWith(beforeChecksum) || !end.endsWith(afterChecksum)) return "absent";
  const checksumStart = start + beforeChecksum.length;
  const actual = sha256(bytes.subarray(0, checksumStart), blankChecksum, afterChecksum);
  return end === beforeChecksum + actual + afterChecksum ? "right" : "wrong";
}

/** The entries of `id_mapping`, the last field before the checksum, and the file without them. */
function splitOffEntries(
  bytes: Buffer,
): { readonly frame: Buffer; readonly entries: Buffer } | undefined {
  const before = bytes.indexOf(beforeEntries);
  if (before === -1) return undefined;
  const start = before + beforeEntries.length;
  const end = bytes.length - endLength - afterEntries.length;
  if (end < start) return undefined;
  return {
    frame: Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]),
    entries: bytes.subarray(start, end),
  };
}

function sha256(...parts: readonly (Buffer | string)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isNewer(version: string): boolean {
  const numbers = /^(\d+)\.(\d+)$/.exec(version);
  if (numbers === null) return false;
  const [major = 0, minor = 0] = numbers.slice(1).map(Number);
  const [ownMajor = 0, ownMinor = 0] = checkpointVersion.split(".").map(Number);
  return major > ownMajor || (major === ownMajor && minor > ownMinor);
}

function damaged(reason: string): Extract<ParsedSnapshot, { kind: "damaged" }> {
  return { kind: "damaged", reason };
}
