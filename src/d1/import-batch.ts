import type { CommentRow } from "../comment/comment-row.ts";
import { MigrationError } from "../comment/migration-error.ts";
import { storableText } from "../comment/storable-text.ts";
import { claim, claimValues, readBack } from "./ledger.ts";
import { jsonArrayLiteral, jsonText, sqlText } from "./sql-literal.ts";
import type { TargetSchema } from "./target-schema.ts";
import { statementSeparator } from "./transport.ts";

/** Rows that are imported in one transaction. */
export interface ImportBatch {
  readonly rows: readonly CommentRow[];
  /** Claim, write and read back, for one attempt with an id of its own. */
  statements(batchId: string): readonly string[];
}

/** What batches are made for. */
export interface BatchPlan {
  readonly schema: TargetSchema;
  readonly runId: string;
  readonly maxBytes: number;
}

interface EncodedRow {
  readonly row: CommentRow;
  readonly claim: string;
  readonly values: string;
  readonly eventId: string;
  readonly bytes: number;
}

const sampleBatchId = "00000000-0000-0000-0000-000000000000";

/**
 * Divides rows, in their order, into as few batches as fit the size of a call.
 * @throws MigrationError `comment-too-large` or `unstorable-text`, with the comment's event id
 */
export function planBatches(rows: readonly CommentRow[], plan: BatchPlan): readonly ImportBatch[] {
  const overhead = bytesOf(statementsOf([], sampleBatchId, plan).join(statementSeparator));
  const budget = plan.maxBytes - overhead;
  const groups: EncodedRow[][] = [];
  let room = 0;
  for (const row of rows) {
    const encoded = encode(row, plan.schema);
    if (encoded.bytes > budget) throw tooLarge(row, budget);
    const group = groups.at(-1);
    if (group !== undefined && encoded.bytes <= room) {
      group.push(encoded);
      room -= encoded.bytes;
    } else {
      groups.push([encoded]);
      room = budget - encoded.bytes;
    }
  }
  return groups.map((group) => ({
    rows: group.map(({ row }) => row),
    statements: (batchId) => statementsOf(group, batchId, plan),
  }));
}

function statementsOf(
  rows: readonly EncodedRow[],
  batchId: string,
  { schema, runId }: BatchPlan,
): readonly string[] {
  const batch = sqlText(batchId);
  return [
    claim(schema, jsonArrayLiteral(rows.map((row) => row.claim)), batch, runId),
    schema.write(jsonArrayLiteral(rows.map((row) => row.values)), batch),
    readBack(schema, jsonArrayLiteral(rows.map((row) => row.eventId)), batch),
  ];
}

function encode(row: CommentRow, schema: TargetSchema): EncodedRow {
  const values = [...claimValues(row), ...schema.values(row)];
  if (values.some((value) => typeof value === "string" && value !== storableText(value))) {
    throw new MigrationError(
      "unstorable-text",
      `Comment ${row.eventId} on ${row.pageId} holds a character that a database can't store (U+0000, or half of a surrogate pair).`,
      { remedy: "Report it as a bug: such characters should have been replaced before." },
    );
  }
  const parts = {
    claim: jsonText(claimValues(row)),
    values: jsonText(schema.values(row)),
    eventId: jsonText(row.eventId),
  };
  const commas = 3;
  return { row, ...parts, bytes: bytesOf(parts.claim + parts.values + parts.eventId) + commas };
}

function tooLarge(row: CommentRow, budget: number): MigrationError {
  return new MigrationError(
    "comment-too-large",
    `Comment ${row.eventId} on ${row.pageId} has ${bytesOf(row.content)} bytes, more than one call to the database can carry (about ${budget} bytes, with its author and addresses).`,
    { remedy: "Shorten or delete this comment in its Matrix room, then run again." },
  );
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
