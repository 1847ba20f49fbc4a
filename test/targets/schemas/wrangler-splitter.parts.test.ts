import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unstable_splitSqlQuery as splitSqlQuery } from "wrangler";
import { createLedger } from "../../../src/d1/ledger/entries.ts";
import { type Statement, statement, withLiterals } from "../../../src/d1/sql/statement.ts";
import { statementSeparator } from "../../../src/d1/transport/transport.ts";
import { anyRows, anyText } from "../../d1/comment-row-arbitrary.ts";
import { makeEveryKindOfCall } from "./every-kind-of-call.ts";
import { knownSchemas } from "./known-schemas.ts";
import { openSchema } from "./open-schema.ts";

// What a call to wrangler is divided into, by wrangler itself, has to be the statements that it was made of.

describe.each(knownSchemas)("the schema $name", ({ schema }) => {
  it("makes calls that wrangler divides into the statements that they are made of", async () => {
    await fc.assert(
      fc.asyncProperty(anyRows("a", "/a/", 8, 1), anyText, async (rows, content) => {
        const { target, transport } = await openSchema(schema, 60_000);
        const creating = [...schema.create, ...createLedger];
        const calls: (readonly Statement[])[] = [creating.map((sql) => statement(sql))];
        const run = transport.run.bind(transport);
        transport.run = (statements, signal) => {
          calls.push(statements);
          return run(statements, signal);
        };
        await makeEveryKindOfCall(target, schema, rows, content);
        for (const statements of calls) {
          const texts = statements.map(withLiterals);
          expect(splitSqlQuery(texts.join(statementSeparator))).toEqual(texts);
        }
      }),
      { numRuns: 25 },
    );
  });
});
