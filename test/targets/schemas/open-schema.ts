import type { D1CommentTarget } from "../../../src/d1/comment-target.ts";
import type { TargetSchema } from "../../../src/d1/schema/target-schema.ts";
import { sqlName } from "../../../src/d1/sql/sql-literal.ts";
import { createSqliteTransport, type SqliteTransport } from "../../parts/d1/sqlite-transport.ts";
import { targetOn } from "../../parts/d1/target-on.ts";
import { twikooApiWorkerTables, twikooTables } from "./twikoo-tables.ts";

/** A database that has the tables of a schema, and a target on it. */
export interface OpenSchema {
  readonly transport: SqliteTransport;
  readonly target: D1CommentTarget;
  /** Another importer on the same database. */
  another(runId: string): D1CommentTarget;
}

const never = new AbortController().signal;

/** The tables of systems whose keys and indexes matter to how comments are written. */
const ownTables: Partial<Record<TargetSchema["name"], readonly string[]>> = {
  twikoo: twikooTables,
  "twikoo-api-worker": twikooApiWorkerTables,
};

/** Makes the tables as the schema describes them, and one of flags that refer to comments. */
export async function openSchema(
  schema: TargetSchema,
  maxBatchBytes?: number,
): Promise<OpenSchema> {
  const transport = createSqliteTransport(maxBatchBytes);
  if (schema.create.length === 0) {
    for (const sql of tablesOf(schema)) transport.database.exec(sql);
  }
  const another = (runId: string) => targetOn(transport, { runId, maxRetries: 0 }, schema);
  const target = another("run");
  await target.prepare({ readOnly: false }, never);
  const { table, id } = schema.comments;
  // What is no key can't be referred to.
  const key = schema.name === "twikoo" ? "" : ` REFERENCES ${table} (${id})`;
  transport.database.exec(`CREATE TABLE flags (comment_id NOT NULL${key})`);
  return { transport, target, another };
}

/** The system's own tables, or some of the columns that a schema expects; replies refer to comments. */
export function tablesOf({
  name: system,
  tables,
  readTables = [],
  comments,
}: TargetSchema): readonly string[] {
  const known = ownTables[system];
  if (known !== undefined) return known;
  const [first] = tables;
  const others = readTables.map((name) => `CREATE TABLE ${name} (post_slug TEXT)`);
  const own = tables.map(({ name, columns }) => {
    const declared = columns.map((column) => {
      const isParent = name === first.name && column.name === comments.parentId;
      const reference = isParent ? ` REFERENCES ${name} (${comments.id})` : "";
      return `${sqlName(column.name)} ${column.declaration}${reference}`;
    });
    return `CREATE TABLE ${name} (${declared.join(", ")})`;
  });
  return [...own, ...others];
}
