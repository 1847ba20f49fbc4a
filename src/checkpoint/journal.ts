import { createHash } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { type ChangeRecord, changeRecordSchema } from "./change.ts";
import { checkpointNotWritten } from "./checkpoint-error.ts";
import { lineWithPresentNames } from "./former-names.ts";
import { checkpointVersion, sequenceSchema, timestampSchema } from "./state.ts";

const headerSchema = z.object({
  journal: z.literal(checkpointVersion),
  /** The sequence after which the journal's changes follow. */
  sequence: sequenceSchema,
  /** `started_at` of the checkpoint that the journal belongs to. */
  started_at: timestampSchema,
});

/** The first line: which state the lines after it continue. */
export type JournalHeader = z.infer<typeof headerSchema>;

/** What the bytes of a journal turned out to be. */
interface ParsedJournal {
  /** Undefined where there is none that can be read. */
  readonly header: JournalHeader | undefined;
  /** The changes up to the first damage, in order and without a gap. */
  readonly records: readonly ChangeRecord[];
  /** `torn`: the last line was cut off while it was written. */
  readonly ending: "clean" | "torn" | "damaged";
}

const newline = 0x0a;
const checksumLength = 64;

/**
 * The changes since the last snapshot, one line each: SHA-256 of the JSON text in hex, a space, the
 * JSON text. The header is written together with the first change, so that an empty file is a
 * journal without changes and renewing it can't be interrupted half-way.
 */
export class Journal {
  readonly #file: string;
  readonly #fd: number;
  #header: JournalHeader;
  #length: number;
  #torn = false;

  /** Continues the journal in the file, which must be clean, or begins an empty one. */
  constructor(file: string, header: JournalHeader) {
    this.#file = file;
    this.#fd = openSync(file, "a");
    this.#header = header;
    this.#length = fstatSync(this.#fd).size;
  }

  /**
   * Adds changes; when this returns, they are on the disk.
   * @throws MigrationError `checkpoint-not-written` where the disk took only a part of them
   */
  append(records: readonly ChangeRecord[]): void {
    if (this.#torn) this.#truncate(this.#length);
    const header = this.#length === 0 ? formatLine(this.#header) : "";
    const lines = header + records.map(formatLine).join("");
    const length = this.#length + Buffer.byteLength(lines);
    this.#torn = true;
    writeFileSync(this.#fd, lines);
    fsyncSync(this.#fd);
    if (fstatSync(this.#fd).size !== length) {
      throw checkpointNotWritten(this.#file, "the disk took only a part of it and may be full");
    }
    this.#torn = false;
    this.#length = length;
  }

  /** Drops all changes: they are in the snapshot that the header names. */
  renew(header: JournalHeader): void {
    this.#truncate(0);
    this.#header = header;
  }

  close(): void {
    closeSync(this.#fd);
  }

  #truncate(length: number): void {
    ftruncateSync(this.#fd, length);
    this.#length = length;
    this.#torn = false;
  }
}

/** Reads the bytes of a journal, up to the first damage. It never throws. */
export function parseJournal(bytes: Buffer): ParsedJournal {
  const records: ChangeRecord[] = [];
  let header: JournalHeader | undefined;
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(newline, start);
    if (end === -1) return { header, records, ending: "torn" };
    const line = parseLine(bytes.subarray(start, end));
    const json = lineWithPresentNames(line, checkpointVersion);
    if (header === undefined) {
      header = headerSchema.safeParse(json).data;
      if (header === undefined) return { header, records, ending: "damaged" };
    } else {
      const record = changeRecordSchema.safeParse(json).data;
      if (record?.sequence !== header.sequence + records.length + 1) {
        return { header, records, ending: "damaged" };
      }
      records.push(record);
    }
    start = end + 1;
  }
  return { header, records, ending: "clean" };
}

function formatLine(value: JournalHeader | ChangeRecord): string {
  const json = JSON.stringify(value);
  return `${sha256(json)} ${json}\n`;
}

/** The line's value; undefined if it isn't what was written. */
function parseLine(line: Buffer): unknown {
  const json = line.subarray(checksumLength + 1);
  const start = `${sha256(json)} `;
  if (line.toString("latin1", 0, checksumLength + 1) !== start) return undefined;
  try {
    return JSON.parse(json.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function sha256(data: Buffer | string): string {
  return createHash("sha256").update(data).digest("hex");
}
