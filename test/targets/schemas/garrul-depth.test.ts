import { expect, it } from "vitest";
import { garrulSchema } from "../../../src/targets/garrul/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;

it("readers' replies to moved comments can be answered after a rollback: they are as deep as they stand", async () => {
  const { target, transport } = await openSchema(garrulSchema());
  const { database } = transport;
  await target.importRows([row("$a"), row("$b", { parentSourceId: "$a" })], never);
  const moved = database.prepare("SELECT id FROM comments WHERE import_id LIKE '% $b'").get();
  const write = database.prepare(
    `INSERT INTO comments (id, post_slug, parent_id, user_id, body_md, body_html, renderer_version, status, created_at, depth)
    VALUES (?, '/p/', ?, 'reader', 'x', 'x', 2, 'approved', 1, ?)`,
  );
  write.run("reply", String(moved?.["id"]), 3);
  write.run("reply to it", "reply", 4);
  write.run("root", null, 1);
  expect(await target.undoSome("keep", never)).toMatchObject({ deleted: 2, repliesKept: 1 });
  expect(database.prepare("SELECT id, depth FROM comments ORDER BY id").all()).toEqual([
    { id: "reply", depth: 1 },
    { id: "reply to it", depth: 2 },
    { id: "root", depth: 1 },
  ]);
});
