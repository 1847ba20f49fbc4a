import { describe, expect, it } from "vitest";
import type { TargetSchema } from "../../../src/d1/schema/target-schema.ts";
import { schemaNames } from "../../../src/domain/comment-system.ts";
import { classicSchema } from "../../../src/targets/classic/schema.ts";
import { commentKitSchema } from "../../../src/targets/comment-kit/schema.ts";
import { cwdSchema } from "../../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../../src/targets/garrul/schema.ts";
import { momoSchema } from "../../../src/targets/momo/schema.ts";
import { twikooSchema } from "../../../src/targets/twikoo/schema.ts";
import { walineSchema } from "../../../src/targets/waline/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;
// What wrangler's transport allows.
const maxBatchBytes = 100_000;
const maxBatchBytesOnWindows = 15_000;

// As docs/targets.md has them; a worst text is all quotes, semicolons, backslashes or ampersands.
const limits = [
  { schema: classicSchema(), bytes: 85_000, onWindows: 8_000, worst: 15_000 },
  { schema: garrulSchema("https://blog.example"), bytes: 79_000, onWindows: 5_000, worst: 9_000 },
  { schema: cwdSchema(), bytes: 79_000, onWindows: 5_000, worst: 9_000 },
  { schema: walineSchema(), bytes: 39_000, onWindows: 4_000, worst: 4_500 },
  {
    schema: twikooSchema("twikoo", "https://blog.example"),
    bytes: 85_000,
    onWindows: 8_000,
    worst: 15_000,
  },
  { schema: twikooSchema("twikoo-api-worker"), bytes: 85_000, onWindows: 8_000, worst: 15_000 },
  { schema: momoSchema(), bytes: 39_000, onWindows: 4_000, worst: 4_500 },
  {
    schema: commentKitSchema("https://blog.example"),
    bytes: 85_000,
    onWindows: 8_000,
    worst: 15_000,
  },
] as const;

it("the limit of every comment system is known", () => {
  expect(new Set(limits.map(({ schema }) => schema.name))).toEqual(new Set(schemaNames));
});

describe.each(limits)("a call of wrangler's for $schema.name", (limit) => {
  it("carries a comment of ordinary text", async () => {
    await expectToFit(limit.schema, ordinary(limit.bytes), maxBatchBytes);
    await expectToFit(limit.schema, ordinary(limit.onWindows), maxBatchBytesOnWindows);
  });

  it("carries a shorter one, whatever it says", async () => {
    for (const sign of ["'", '"', ";", "\\", "&", "*"]) {
      const content = `a${sign.repeat(limit.worst - 2)}a`;
      await expectToFit(limit.schema, content, maxBatchBytes);
    }
  });
});

function ordinary(bytes: number): string {
  const paragraph =
    "It's the best loaf so far, see https://blog.example/rye_bread for mine.\nThank you!\n\n";
  return paragraph
    .repeat(Math.ceil(bytes / paragraph.length))
    .slice(0, bytes)
    .trim();
}

async function expectToFit(schema: TargetSchema, content: string, inCall: number): Promise<void> {
  const { target } = await openSchema(schema, inCall);
  await target.importRows([row("$large", { content })], never);
  const held = await target.readHeld("all", never);
  expect(held.map(({ kept }) => kept?.content)).toEqual([content]);
}
