import { expect, it } from "vitest";
import { garrulSchema } from "../../../src/targets/garrul/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { targetOn } from "../../parts/d1/target-on.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;

it("comments of two blogs whose sources count from 1 are in one Garrul side by side", async () => {
  const { target, transport } = await openSchema(garrulSchema());
  // Source: Garrul's src/db/migrations/0009_import_tracking.sql.
  transport.database.exec(
    "CREATE UNIQUE INDEX comments_import_idx ON comments (import_source, import_id) WHERE import_source IS NOT NULL",
  );
  const source = "https://other.example (WordPress)";
  const other = targetOn(transport, { owner: { sources: [source] } }, garrulSchema());
  await target.importRows([row("1")], never);
  await other.importRows([row("1", { source, pageId: "/other/" })], never);
  expect(transport.database.prepare("SELECT count(*) AS n FROM comments").get()).toEqual({ n: 2 });
});

it.each([
  ["spam", [false, false, false, true]],
  ["pending", [false, false, false, true]],
  ["deleted", [false, true, true, true]],
  ["approved", [true, true, true, true]],
])(
  "below a comment that is %s Garrul shows replies or not, and so it is read",
  async (status, shown) => {
    const { target, transport } = await openSchema(garrulSchema());
    const rows = [
      row("$root"),
      row("$reply", { parentSourceId: "$root" }),
      row("$below", { parentSourceId: "$reply" }),
      row("$other"),
    ];
    await target.importRows(rows, never);
    const [root] = await target.readHeld(["$root"], never);
    transport.database
      .prepare("UPDATE comments SET status = ? WHERE id = ?")
      .run(status, root?.commentId ?? "");
    const held = await target.readHeld("all", never);
    expect(held.map(({ isShown }) => isShown)).toEqual(shown);
  },
);
