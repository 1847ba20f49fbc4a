import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unstable_splitSqlQuery as splitSqlQuery } from "wrangler";
import { createLedger } from "../../../src/d1/ledger/entries.ts";
import type { TargetSchema } from "../../../src/d1/schema/target-schema.ts";
import { type Statement, statement, withLiterals } from "../../../src/d1/sql/statement.ts";
import { statementSeparator } from "../../../src/d1/transport/transport.ts";
import { contentHash } from "../../../src/domain/content-hash.ts";
import { flattenThreads } from "../../../src/domain/flatten.ts";
import { classicSchema } from "../../../src/targets/classic/schema.ts";
import { commentKitSchema } from "../../../src/targets/comment-kit/schema.ts";
import { cwdSchema } from "../../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../../src/targets/garrul/schema.ts";
import { momoSchema } from "../../../src/targets/momo/schema.ts";
import { twikooSchema } from "../../../src/targets/twikoo/schema.ts";
import { walineSchema } from "../../../src/targets/waline/schema.ts";
import { anyRows, anyText } from "../../d1/comment-row-arbitrary.ts";
import { handMade } from "./hand-made.ts";
import { openSchema } from "./open-schema.ts";

// What a call to wrangler is divided into, by wrangler itself, has to be the statements that it was made of.

const never = new AbortController().signal;

const schemas: readonly { readonly name: string; readonly schema: TargetSchema }[] = [
  { name: "classic", schema: classicSchema() },
  { name: "classic with names of one's own", schema: classicSchema(handMade) },
  { name: "garrul", schema: garrulSchema("https://blog.example") },
  { name: "cwd", schema: cwdSchema() },
  { name: "cwd with a siteId", schema: cwdSchema('it\'s "my"; blog') },
  { name: "waline", schema: walineSchema() },
  { name: "twikoo", schema: twikooSchema("twikoo", "https://it's.example") },
  { name: "twikoo-api-worker", schema: twikooSchema("twikoo-api-worker") },
  { name: "momo", schema: momoSchema() },
  { name: "comment-kit", schema: commentKitSchema("https://blog.example.org") },
];

const reactions = [
  { key: "👍", count: 2 },
  { key: "❤️", count: 1 },
];

describe.each(schemas)("the schema $name", ({ schema }) => {
  it("makes calls that wrangler divides into the statements that they are made of", async () => {
    await fc.assert(
      fc.asyncProperty(anyRows("a", "/a/", 8, 1), anyText, async (drawn, content) => {
        const { target, transport } = await openSchema(schema, 60_000);
        const creating = [...schema.create, ...createLedger];
        const calls: (readonly Statement[])[] = [creating.map((sql) => statement(sql))];
        const run = transport.run.bind(transport);
        transport.run = (statements, signal) => {
          calls.push(statements);
          return run(statements, signal);
        };
        const rows = flattenThreads(
          drawn.map((one) => ({ ...one, reactions })),
          schema.maxDepth ?? Number.POSITIVE_INFINITY,
        ).rows;
        await target.prepare({ readOnly: false }, never);
        await target.importRows(rows, never);
        const edited = rows.map((one) => ({
          ...one,
          content,
          contentHash: contentHash(one.pageId, one.authorName, content),
        }));
        const held = await target.readHeld("all", never);
        const edits = held.flatMap((one, index) => {
          const row = edited[index];
          return row === undefined ? [] : [{ held: one, row }];
        });
        await target.editComments(edits, never);
        const moved = edited.map((one) => ({
          ...one,
          pageId: "/b/",
          contentHash: contentHash("/b/", one.authorName, content),
        }));
        await target.followPages(moved, never);
        await target.readHeld([String(rows[0]?.sourceId)], never);
        await target.readStrays(never);
        await target.removeComments((await target.readHeld("all", never)).slice(0, 1), never);
        await target.readReaderReplies(never);
        await target.undoSome("keep", never);
        for (const statements of calls) {
          const texts = statements.map(withLiterals);
          expect(splitSqlQuery(texts.join(statementSeparator))).toEqual(texts);
        }
      }),
      { numRuns: 25 },
    );
  });
});
