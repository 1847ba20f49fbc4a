import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { TargetSchema } from "../src/d1/schema/target-schema.ts";
import { sqlName } from "../src/d1/sql/sql-literal.ts";
import type { D1Transport } from "../src/d1/transport/transport.ts";
import type { CommentRow } from "../src/domain/comment-row.ts";
import { type SchemaName, schemaNames } from "../src/domain/comment-system.ts";
import { systems } from "../src/targets/systems.ts";
import { tablesOf } from "../test/targets/schemas/open-schema.ts";
import { median } from "./figure.ts";
import { timeOf, timeOfImport } from "./import-time.ts";

const rounds = 5;
const answer = z.object({
  result: z.array(
    z.object({
      results: z.object({
        columns: z.array(z.string()),
        rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
      }),
    }),
  ),
});

/** An import into each comment system's tables, as a multiple of a bare batch of the same rows. */
export async function importIntoTargets(
  databasesUrl: string,
  transportOf: (databaseId: string) => D1Transport,
  rows: readonly CommentRow[],
): Promise<readonly { readonly name: SchemaName; readonly toBareBatch: number }[]> {
  const figures = [];
  for (const name of schemaNames) {
    const { formats, open } = systems[name];
    const { schema } = open({ contentFormat: formats[0], origin: "https://blog.example" });
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      const urlOf = (databaseId: string) => `${databasesUrl}/${databaseId}/raw`;
      const [filled, empty] = [randomUUID(), randomUUID()];
      for (const id of [filled, empty]) await post(urlOf(id), createTables(schema));
      ours.push(await timeOfImport(transportOf(filled), rows, schema));
      const inserts = await insertsOf(schema, urlOf(filled));
      bare.push(await timeOf(async () => void (await post(urlOf(empty), inserts))));
    }
    figures.push({ name, toBareBatch: median(ours) / median(bare) });
  }
  return figures;
}

function createTables(schema: TargetSchema): readonly Call[] {
  const texts = schema.create.length > 0 ? schema.create : tablesOf(schema);
  return texts.map((sql) => ({ sql }));
}

interface Call {
  readonly sql: string;
  readonly params?: readonly string[];
}

/** A statement for each row that the import has written into the comment system's tables. */
async function insertsOf({ tables }: TargetSchema, url: string): Promise<readonly Call[]> {
  const selects = tables.map(({ name }) => ({
    sql: `SELECT * FROM ${sqlName(name)} ORDER BY rowid`,
  }));
  const { result } = answer.parse(JSON.parse(await post(url, selects)));
  return result.flatMap(({ results: { columns, rows } }, index) => {
    // As JSON, for a parameter can't be null.
    const values = columns.map((_, place) => `?1 ->> ${place}`).join(", ");
    const names = columns.map(sqlName).join(", ");
    const sql = `INSERT INTO ${sqlName(tables[index]?.name ?? "")} (${names}) SELECT ${values}`;
    return rows.map((row) => ({ sql, params: [JSON.stringify(row)] }));
  });
}

/** One request with a batch; the text of its answer. */
export async function post(url: string, batch: readonly object[]): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ batch }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}
