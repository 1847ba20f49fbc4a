import { expect, it } from "vitest";
import { cwdSchema } from "../../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../../src/targets/garrul/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;

const rows = [
  row("$root"),
  row("$reply", { parentSourceId: "$root" }),
  row("$below", { parentSourceId: "$reply" }),
  row("$other"),
];

const [all, none, repliesOnly] = [
  [true, true, true, true],
  [false, false, false, true],
  [false, true, true, true],
];

it.each([
  { schema: garrulSchema(), status: "spam", shown: none },
  { schema: garrulSchema(), status: "pending", shown: none },
  { schema: garrulSchema(), status: "deleted", shown: repliesOnly },
  { schema: garrulSchema(), status: "approved", shown: all },
  { schema: cwdSchema(), status: "pending", shown: none },
  { schema: cwdSchema(), status: "rejected", shown: none },
  { schema: cwdSchema(), status: "approved", shown: all },
])(
  "of a thread whose first comment is $status in $schema.name, as much is shown as readers see",
  async ({ schema, status, shown }) => {
    const { target, transport } = await openSchema(schema);
    await target.importRows(rows, never);
    const [root] = await target.readHeld(["$root"], never);
    transport.database
      .prepare(`UPDATE ${schema.comments.table} SET status = ? WHERE id = ?`)
      .run(status, root?.commentId ?? "");
    const held = await target.readHeld("all", never);
    expect(held.map(({ isShown }) => isShown)).toEqual(shown);
  },
);
