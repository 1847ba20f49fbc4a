import { describe, expect, it } from "vitest";
import { classicSchema } from "../../../src/targets/classic/schema.ts";
import { commentKitSchema } from "../../../src/targets/comment-kit/schema.ts";
import { cwdSchema } from "../../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../../src/targets/garrul/schema.ts";
import { momoSchema } from "../../../src/targets/momo/schema.ts";
import { twikooSchema } from "../../../src/targets/twikoo/schema.ts";
import { walineSchema } from "../../../src/targets/waline/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import type { SqliteTransport } from "../../parts/d1/sqlite-transport.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;
const rowsOf = (pageId: string) => [
  row(`$${pageId}1`, { pageId }),
  row(`$${pageId}2`, { pageId, parentSourceId: `$${pageId}1` }),
];

/** A step that goes through a whole table, or through all entries of a source. */
const goesThroughAll =
  /^SCAN (?!flags:|reactions:|votes:|up:|people:|.*(?:VIRTUAL TABLE|CONSTANT ROW|\(subquery))|\(source=\?\)/;

/** Collects the steps of all statements from now on, each with its statement. */
function planned(transport: SqliteTransport): readonly string[] {
  const run = transport.run.bind(transport);
  const plans: string[] = [];
  transport.run = async (statements, signal) => {
    for (const { sql, params } of statements) {
      const steps = transport.database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params);
      for (const { detail } of steps) plans.push(`${detail}: ${sql}`);
    }
    return run(statements, signal);
  };
  return plans;
}

describe.each([
  ["classic", classicSchema()],
  ["garrul", garrulSchema()],
  ["cwd", cwdSchema()],
  ["waline", walineSchema()],
  ["twikoo", twikooSchema("twikoo")],
  ["twikoo-api-worker", twikooSchema("twikoo-api-worker")],
  ["momo", momoSchema()],
  ["comment-kit", commentKitSchema("https://blog.example.org")],
] as const)("the schema %s", (_, schema) => {
  it("imports and compares a batch without going through what is there already", async () => {
    const { target, transport } = await openSchema(schema);
    // What foreign keys look for is the tables' own matter: `parent_id` has an index, `flags` has none.
    const { table, parentId } = schema.comments;
    transport.database.exec(`CREATE INDEX of_parents ON ${table} (${parentId})`);
    await target.importRows(rowsOf("/a/"), never);
    const plans = planned(transport);
    const rows = rowsOf("/b/");
    await target.importRows(rows, never, { threads: new Map([["/b/", "threads"]]) });
    await target.readHeld(
      rows.map(({ sourceId }) => sourceId),
      never,
    );
    await target.noteVerified(["/b/"], never);
    expect(plans.length).toBeGreaterThan(5);
    expect(plans.filter((step) => goesThroughAll.test(step))).toEqual([]);
  });

  it("takes back a thousand comments without sorting all", async () => {
    const { target, transport } = await openSchema(schema);
    await target.importRows(rowsOf("/a/"), never);
    const plans = planned(transport);
    await target.undoSome("refuse", never);
    expect(plans.length).toBeGreaterThan(5);
    expect(plans.filter((step) => /TEMP B-TREE FOR ORDER BY/.test(step))).toEqual([]);
  });
});
