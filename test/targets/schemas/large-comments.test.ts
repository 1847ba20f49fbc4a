import { expect, it } from "vitest";
import { classicSchema } from "../../../src/targets/classic/schema.ts";
import { cwdSchema } from "../../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../../src/targets/garrul/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;

it.each([
  { schema: classicSchema(), bytes: 85_000 },
  { schema: garrulSchema("https://blog.example"), bytes: 75_000 },
  { schema: cwdSchema(), bytes: 85_000 },
])(
  "a comment of $bytes bytes fits into a call of wrangler's in $schema.name",
  async ({ schema, bytes }) => {
    // What wrangler's transport allows.
    const { target } = await openSchema(schema, 100_000);
    const paragraph =
      "It's the best loaf so far, see https://blog.example/rye_bread for mine.\nThank you!\n\n";
    const content = paragraph.repeat(Math.ceil(bytes / paragraph.length)).trim();
    await target.importRows([row("$large", { content })], never);
    const held = await target.readHeld("all", never);
    expect(held.map(({ kept }) => kept?.content)).toEqual([content]);
  },
);
