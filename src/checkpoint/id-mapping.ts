import type { CommentId } from "../domain/comment-row.ts";

/** Source id → comment id. */
export type IdMapping = Map<string, CommentId>;

/** One entry a line, at the depth of the checkpoint file. */
const entryIndent = "    ";
const sliceLength = 65_536;

/**
 * The entries as they are in the checkpoint file between the braces of `id_mapping`, in pieces
 * to be joined without anything between; none for an empty mapping. A million entries are written
 * and read in slices: as one JSON value they would take twice the memory.
 */
export function formatEntries(mapping: ReadonlyMap<string, CommentId>): readonly Buffer[] {
  const pieces: Buffer[] = [];
  let piece = "";
  let separator = "";
  for (const [sourceId, commentId] of mapping) {
    piece += `${separator}${entryIndent}${JSON.stringify(sourceId)}: ${JSON.stringify(commentId)}`;
    separator = ",\n";
    if (piece.length < sliceLength) continue;
    pieces.push(Buffer.from(piece));
    piece = "";
  }
  if (piece !== "") pieces.push(Buffer.from(piece));
  return pieces;
}

/**
 * Reads what {@link formatEntries} wrote; undefined if there is anything else. A newline can't
 * be inside a JSON string, so a slice that ends with a line ends with an entry.
 */
export function parseEntries(bytes: Buffer): IdMapping | undefined {
  const mapping: IdMapping = new Map();
  for (let start = 0; start < bytes.length; ) {
    const lineEnd = bytes.indexOf(",\n", start + sliceLength);
    const end = lineEnd === -1 ? bytes.length : lineEnd;
    if (!addEntries(mapping, parseObject(bytes.toString("utf8", start, end)))) return undefined;
    start = end + 2;
  }
  return mapping;
}

/** The mapping that a JSON object holds; undefined if it isn't one. */
export function toIdMapping(json: unknown): IdMapping | undefined {
  const mapping: IdMapping = new Map();
  return addEntries(mapping, json) ? mapping : undefined;
}

/** Adds the entries of a JSON object; false if one of them, or the object, isn't what it should be. */
function addEntries(mapping: IdMapping, json: unknown): boolean {
  if (!isObject(json)) return false;
  for (const sourceId of Object.keys(json)) {
    const commentId = json[sourceId];
    if (typeof commentId !== "number" && typeof commentId !== "string") return false;
    mapping.set(sourceId, commentId);
  }
  return true;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseObject(entries: string): unknown {
  try {
    return JSON.parse(`{${entries}}`);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
