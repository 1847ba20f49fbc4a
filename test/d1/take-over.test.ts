import { describe, expect, it } from "vitest";
import { createSqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { targetOn } from "../parts/d1/target-on.ts";
import { row } from "./stored-rows.ts";

const never = new AbortController().signal;

/** A table as the original tool filled it, and a target that has no ledger of it. */
async function filled(
  ...rows: readonly (readonly [page: string, author: string, content: string, time: string])[]
) {
  const transport = createSqliteTransport();
  const target = targetOn(transport);
  await target.prepare({ readOnly: false }, never);
  const insert = transport.database.prepare(
    "INSERT INTO comments (page_id, author_name, content, created_at) VALUES (?, ?, ?, ?)",
  );
  for (const values of rows) insert.run(...values);
  const contents = () =>
    transport.database
      .prepare("SELECT content FROM comments ORDER BY id")
      .all()
      .map(({ content }) => content);
  return { target, contents };
}

const time = "2024-01-01T00:00:00.000Z";

describe("rows that an earlier tool's checkpoint remembers", () => {
  it("are taken over where they are, and are not written again", async () => {
    const { target, contents } = await filled(
      ["/p/", "Ada", "Hello", time],
      ["/p/", "Ada", "Hello again", time],
    );
    const rows = [row("$1"), row("$2", { content: "Hello again" }), row("$3", { content: "new" })];
    const known = [
      { row: rows[0] ?? row("$1"), commentId: 1 },
      { row: rows[1] ?? row("$2"), commentId: "2" },
    ];
    expect([...(await target.takeOver(known, never))]).toEqual(["$1", "$2"]);
    expect([...(await target.takeOver(known, never))]).toEqual([]);
    const held = await target.readHeld("all", never);
    expect(held.map(({ isVerified }) => isVerified)).toEqual([true, true]);
    expect([...(await target.importRows(rows, never)).inserted]).toEqual(["$3"]);
    expect(contents()).toEqual(["Hello", "Hello again", "new"]);
  });

  it.each([
    ["the same time in another form", ["/p/", "Ada", "edited", "2024-01-01 00:00:00"]],
    [
      "the same text and author at another time",
      ["/p/", "Ada", " Hello\n", "2020-05-05T00:00:00Z"],
    ],
    ["all the same, on the page's old address", ["/old/", "Ada", "Hello", time]],
  ] as const)("count as the same with %s", async (_, found) => {
    const { target } = await filled(found);
    expect((await target.takeOver([{ row: row("$1"), commentId: 1 }], never)).size).toBe(1);
  });

  it.each([
    ["a reader's comment that got the id", ["/p/", "Bob", "Mine", "2026-01-01T00:00:00Z"]],
    ["another page's comment", ["/q/", "Ada", "Hello", "2026-01-01T00:00:00Z"]],
  ] as const)("are not %s", async (_, found) => {
    const { target, contents } = await filled(found);
    expect((await target.takeOver([{ row: row("$1"), commentId: 1 }], never)).size).toBe(0);
    await target.importRows([row("$1")], never);
    expect(contents()).toEqual([found[2], "Hello"]);
  });
});
