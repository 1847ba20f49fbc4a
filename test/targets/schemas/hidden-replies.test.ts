import { expect, it } from "vitest";
import { cwdSchema } from "../../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../../src/targets/garrul/schema.ts";
import { momoSchema } from "../../../src/targets/momo/schema.ts";
import { twikooSchema } from "../../../src/targets/twikoo/schema.ts";
import { walineSchema } from "../../../src/targets/waline/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;

// A millisecond each: Twikoo holds no two of the same.
const sentAt = (ms: number) => ({ createdAt: new Date(1_700_000_000_000 + ms).toISOString() });
const rows = [
  row("$root", sentAt(1)),
  row("$reply", { parentSourceId: "$root", ...sentAt(2) }),
  row("$below", { parentSourceId: "$reply", ...sentAt(3) }),
  row("$other", sentAt(4)),
];

const all = [true, true, true, true];
const none = [false, false, false, true];
const repliesOnly = [false, true, true, true];
const rootOnly = [true, false, false, true];
const allButReply = [true, false, true, true];

it.each([
  { schema: garrulSchema(), set: "status = 'spam'", of: "$root", shown: none },
  { schema: garrulSchema(), set: "status = 'pending'", of: "$root", shown: none },
  { schema: garrulSchema(), set: "status = 'deleted'", of: "$root", shown: repliesOnly },
  { schema: garrulSchema(), set: "status = 'approved'", of: "$root", shown: all },
  { schema: garrulSchema(), set: "status = 'spam'", of: "$reply", shown: rootOnly },
  { schema: cwdSchema(), set: "status = 'pending'", of: "$root", shown: none },
  { schema: cwdSchema(), set: "status = 'rejected'", of: "$root", shown: none },
  { schema: cwdSchema(), set: "status = 'approved'", of: "$root", shown: all },
  { schema: cwdSchema(), set: "status = 'pending'", of: "$reply", shown: rootOnly },
  { schema: momoSchema(), set: "status = 'pending'", of: "$root", shown: none },
  { schema: momoSchema(), set: "status = 'approved'", of: "$root", shown: all },
  { schema: momoSchema(), set: "status = 'pending'", of: "$reply", shown: rootOnly },
  { schema: walineSchema(), set: "status = 'spam'", of: "$root", shown: none },
  { schema: walineSchema(), set: "status = 'waiting'", of: "$root", shown: none },
  { schema: walineSchema(), set: "status = 'approved'", of: "$root", shown: all },
  { schema: walineSchema(), set: "status = 'spam'", of: "$reply", shown: allButReply },
  ...(["twikoo", "twikoo-api-worker"] as const).flatMap((variant) => {
    const schema = twikooSchema(variant);
    return [
      { schema, set: "isSpam = 1", of: "$root", shown: none },
      { schema, set: "isSpam = 0", of: "$root", shown: all },
      { schema, set: "isSpam = 1", of: "$reply", shown: allButReply },
    ];
  }),
])(
  "of a thread where $of has $set in $schema.name, as much is shown as readers see",
  async ({ schema, set, of, shown }) => {
    const { target, transport } = await openSchema(schema);
    await target.importRows(rows, never);
    const [hidden] = await target.readHeld([of], never);
    const { table, id } = schema.comments;
    transport.database
      .prepare(`UPDATE ${table} SET ${set} WHERE ${id} = ?`)
      .run(hidden?.commentId ?? "");
    const held = await target.readHeld("all", never);
    expect(held.map(({ isShown }) => isShown)).toEqual(shown);
  },
);
