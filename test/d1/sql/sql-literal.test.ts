import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonArray, jsonText, raise, sqlText } from "../../../src/d1/sql/sql-literal.ts";
import { anyText } from "../comment-row-arbitrary.ts";

const database = new DatabaseSync(":memory:");

function select(expression: string): unknown {
  return database.prepare(`SELECT ${expression} AS value`).get()?.["value"];
}

describe("an SQL literal", () => {
  it("of a text is that text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(select(sqlText(text))).toBe(text);
      }),
    );
  });

  it("of a JSON array gives each text back unchanged", () => {
    fc.assert(
      fc.property(fc.array(anyText), (texts) => {
        const literal = sqlText(jsonArray(texts.map((text) => jsonText([text]))));
        const rows = database.prepare(`SELECT value ->> 0 AS value FROM json_each(${literal})`);
        expect(rows.all().map((row) => row["value"])).toEqual(texts);
      }),
    );
  });

  it("of a JSON array holds nothing that a splitter of statements could trip over", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(jsonText(text)).not.toMatch(/['`;\r\n]|--|\/\*|\*\/|BEGIN TRANSACTION/);
      }),
    );
  });
});

describe("raise", () => {
  it("makes the statement fail with its reason and the value, and only when it is reached", () => {
    const expression = (when: string) =>
      `(SELECT CASE WHEN ${when} THEN ${raise("not-kept", "x")} END FROM (SELECT '$a' AS x))`;
    expect(select(expression("x = '$b'"))).toBeNull();
    expect(() => select(expression("x = '$a'"))).toThrow("'not-kept: $a'");
  });
});
