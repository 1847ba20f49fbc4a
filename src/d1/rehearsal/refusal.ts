import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { Message } from "../../domain/message-catalogue.ts";
import type { ExpectedTable } from "../schema/target-schema.ts";
import { sqlName, sqlText } from "../sql/sql-literal.ts";
import { rehearsalMessages } from "./messages.ts";

// Source: https://www.sqlite.org/rescode.html#extrc
const resultCodes = { check: 275, foreignKey: 787, primaryKey: 1555, trigger: 1811, unique: 2067 };

const sqliteError = z.looseObject({ message: z.string(), errcode: z.number() });
const violations = z.array(
  z.object({
    table: z.string(),
    rowid: z.number().nullable(),
    parent: z.string(),
    fkid: z.number(),
  }),
);
const foreignKeys = z.array(
  z.object({ id: z.number(), from: z.string(), to: z.string().nullable() }),
);
const primaryKeys = z.array(z.object({ name: z.string() }));

/** Whether a foreign key refused the statement: only then {@link brokenForeignKey} knows which one. */
export function isForeignKeyError(error: unknown): boolean {
  return sqliteError.safeParse(error).data?.errcode === resultCodes.foreignKey;
}

/**
 * What refused a statement, other than a foreign key, by the error that SQLite reported.
 * @param expected the tables that are written to
 */
export function refusalOf(
  error: unknown,
  database: DatabaseSync,
  expected: readonly ExpectedTable[],
): Message<"error"> {
  const { data } = sqliteError.safeParse(error);
  const words = (data?.message ?? String(error)).replace(/\.$/, "");
  switch (data?.errcode) {
    case resultCodes.check:
      return rehearsalMessages.words("constraint-refuses/check", { words });
    case resultCodes.primaryKey:
    case resultCodes.unique: {
      const optional = optionalColumn(words, database, expected);
      return optional === undefined
        ? rehearsalMessages.words("constraint-refuses/unique", { words })
        : rehearsalMessages.words("constraint-refuses/unique-and-optional", { words, ...optional });
    }
    case resultCodes.trigger: {
      const trigger = triggerRaising(data.message, database);
      return rehearsalMessages.words("constraint-refuses/trigger", { trigger, words });
    }
    default:
      return rehearsalMessages.words("constraint-refuses/other", { words });
  }
}

/**
 * One of the columns that a UNIQUE constraint names, where a schema-map can leave it out and NULL is in
 * its place then, of which there may be any number.
 */
function optionalColumn(
  words: string,
  database: DatabaseSync,
  expected: readonly ExpectedTable[],
): { readonly column: string; readonly without: string } | undefined {
  const named = words.replace(/^UNIQUE constraint failed: /, "").split(", ");
  for (const { name: table, columns } of expected) {
    for (const { name: column, withoutIt: without } of columns) {
      const isNamed = named.some((one) => one.toLowerCase() === `${table}.${column}`.toLowerCase());
      if (without !== undefined && isNamed && isNullByDefault(database, table, column)) {
        return { column, without };
      }
    }
  }
  return undefined;
}

function isNullByDefault(database: DatabaseSync, table: string, column: string): boolean {
  const sql = `SELECT name FROM pragma_table_info(${sqlText(table)})
WHERE name = ? COLLATE NOCASE AND "notnull" = 0 AND dflt_value IS NULL`;
  return database.prepare(sql).all(column).length > 0;
}

/** The triggers whose text has these words; SQLite does not say which one raised them. */
function triggerRaising(words: string, database: DatabaseSync): string {
  const sql = `SELECT name FROM sqlite_master WHERE type = 'trigger' AND instr(sql, ?) > 0`;
  const found = primaryKeys.parse(database.prepare(sql).all(words.replaceAll("'", "''")));
  return found.map(({ name }) => name).join(" or ") || "of the target's tables";
}

/**
 * The foreign keys that the open transaction broke, in whose database their check is deferred: the
 * first of those that had not been broken before.
 * @param before what {@link brokenRows} returned before the transaction
 */
export function brokenForeignKey(
  database: DatabaseSync,
  before: ReadonlySet<string>,
): Message<"error"> {
  const broken = readViolations(database).find((one) => !before.has(keyOf(one)));
  if (broken === undefined) {
    const words = "FOREIGN KEY constraint failed";
    return rehearsalMessages.words("constraint-refuses/other", { words });
  }
  const { table, rowid, parent, fkid } = broken;
  const own = foreignKeys
    .parse(database.prepare(`PRAGMA foreign_key_list(${sqlName(table)})`).all())
    .filter(({ id }) => id === fkid);
  const keys = own.every(({ to }) => to !== null)
    ? own.map(({ to }) => to ?? "")
    : primaryKeyOf(database, parent);
  return rehearsalMessages.words("constraint-refuses/foreign-key", {
    table,
    columns: own.map(({ from }) => from).join(", "),
    parent,
    keys: keys.join(", "),
    value: own.map(({ from }) => quotedValue(database, table, rowid, from)).join(", "),
  });
}

/** The rows that break a foreign key, for {@link brokenForeignKey}. */
export function brokenRows(database: DatabaseSync): ReadonlySet<string> {
  return new Set(readViolations(database).map(keyOf));
}

type Violation = z.infer<typeof violations>[number];

function readViolations(database: DatabaseSync): readonly Violation[] {
  return violations.parse(database.prepare("PRAGMA foreign_key_check").all());
}

function keyOf(violation: Violation): string {
  return JSON.stringify(violation);
}

function primaryKeyOf(database: DatabaseSync, table: string): readonly string[] {
  const sql = `SELECT name FROM pragma_table_info(${sqlText(table)}) WHERE pk > 0 ORDER BY pk`;
  return primaryKeys.parse(database.prepare(sql).all()).map(({ name }) => name);
}

function quotedValue(
  database: DatabaseSync,
  table: string,
  rowId: number | null,
  column: string,
): string {
  if (rowId === null) return "such row";
  const sql = `SELECT quote(${sqlName(column)}) AS name FROM ${sqlName(table)} WHERE _rowid_ = ?`;
  return primaryKeys.parse(database.prepare(sql).all(rowId))[0]?.name ?? "such row";
}
