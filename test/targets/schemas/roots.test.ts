import { describe, expect, it } from "vitest";
import { schemaMap } from "../../../src/config/schema-map.ts";
import { createClassicApi } from "../../../src/targets/classic/public-api.ts";
import { classicSchema } from "../../../src/targets/classic/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;

describe.each([
  ["no_parent=0", 0],
  ["no_parent=0, ids=uuid", "0"],
  ["no_parent=empty, ids=ulid", ""],
] as const)("With %s, a comment that answers none", (text, sign) => {
  const map = schemaMap().parse(text);

  it("has %j as its parent, and so has a reader's reply after a rollback that keeps it", async () => {
    const { target, transport } = await openSchema(classicSchema(map));
    const { database } = transport;
    await target.importRows([row("$a"), row("$b", { parentSourceId: "$a" })], never);
    const held = await target.readHeld("all", never);
    expect(held.map(({ kept }) => kept?.parentSourceId)).toEqual([null, "$a"]);
    const [root] = held;
    const parents = () =>
      database.prepare("SELECT parent_id FROM comments ORDER BY parent_id").all();
    expect(parents().map(({ parent_id }) => parent_id)).toContain(sign);
    database
      .prepare(
        "INSERT INTO comments (id, page_id, parent_id, author_name, content, created_at) VALUES (?, '/p/', ?, 'R', 'x', 'y')",
      )
      .run(map.ids === "number" ? 99 : "reader", root?.commentId ?? "");
    expect(await target.undoSome("keep", never)).toMatchObject({ deleted: 2, repliesKept: 1 });
    expect(parents()).toEqual([{ parent_id: sign }]);
  });

  it("is one for the public API, too", () => {
    const { comments } = createClassicApi({ map }).read([{ id: 1, parent_id: sign, content: "x" }]);
    expect(comments[0]?.parentId).toBeNull();
  });
});
