import type { Finding } from "../../domain/finding.ts";
import type { FoundColumn } from "../schema/found-column.ts";
import type { TargetSchema } from "../schema/target-schema.ts";
import type { Statement } from "../sql/statement.ts";
import type { Runner } from "../transport/runner.ts";
import type { Row } from "../transport/transport.ts";
import { hiddenByDefault, hidingColumns, readValues } from "./hidden-by-default.ts";
import { checkRoomForIds, readHighestId } from "./room-for-ids.ts";
import { otherTimeForm, readTimes } from "./time-form.ts";

/** The comments' table as it is. */
interface FoundTable {
  readonly columns: readonly FoundColumn[];
  /** Whether the ledger is there, and with it what `ids.highest` needs. */
  readonly hasLedger: boolean;
}

/** A statement, and what its rows tell. */
interface Question {
  readonly statement: Statement;
  answer(rows: readonly Row[]): readonly Finding[];
}

/**
 * What of the comments' table neither hinders an import nor is as it should be for one: it would take
 * the comments, and readers would not see them, or not in their order.
 * @throws MigrationError `ids-too-large`
 */
export async function findHazards(
  run: Runner,
  schema: TargetSchema,
  found: FoundTable,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const questions = [...idQuestions(schema, found), ...mapQuestions(schema, found)];
  if (questions.length === 0) return [];
  const results = await run(() => questions.map((one) => one.statement), signal);
  return questions.flatMap(({ answer }, index) => answer(results[index] ?? []));
}

function idQuestions({ ids, comments, tables }: TargetSchema, found: FoundTable): Question[] {
  if (!("highest" in ids)) return [];
  const { id, table } = comments;
  const highest = found.hasLedger ? ids.highest : `(SELECT max(${id}) FROM ${table})`;
  return [
    {
      statement: readHighestId(highest),
      answer: (rows) => {
        checkRoomForIds(tables[0].name, rows);
        return [];
      },
    },
  ];
}

/** What a schema-map can change; the tables of known comment systems are as they should be. */
function mapQuestions(
  { schemaMap, comments, tables }: TargetSchema,
  { columns }: FoundTable,
): Question[] {
  if (schemaMap === undefined) return [];
  const { time, createdAt } = schemaMap;
  const [{ name: table }] = tables;
  const column = columns.find(({ name }) => name.toLowerCase() === createdAt.toLowerCase());
  const defaultValue = column?.defaultValue ?? null;
  return [
    {
      statement: readTimes(comments.table, comments.id, comments.createdAt),
      answer: (rows) => otherTimeForm({ table, column: createdAt, defaultValue }, time, rows),
    },
    ...hidingColumns(tables[0], columns).map((hiding) => ({
      statement: readValues(comments.table, comments.id, hiding.column),
      answer: (rows: readonly Row[]) => [hiddenByDefault(table, hiding, rows)],
    })),
  ];
}
