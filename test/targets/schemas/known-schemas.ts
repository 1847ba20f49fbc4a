import type { TargetSchema } from "../../../src/d1/schema/target-schema.ts";
import { classicSchema } from "../../../src/targets/classic/schema.ts";
import { commentKitSchema } from "../../../src/targets/comment-kit/schema.ts";
import { cwdSchema } from "../../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../../src/targets/garrul/schema.ts";
import { momoSchema } from "../../../src/targets/momo/schema.ts";
import { twikooSchema } from "../../../src/targets/twikoo/schema.ts";
import { walineSchema } from "../../../src/targets/waline/schema.ts";
import { handMade } from "./hand-made.ts";

/** A schema of each kind of statement that wrangler has to take. */
export const knownSchemas: readonly { readonly name: string; readonly schema: TargetSchema }[] = [
  { name: "classic", schema: classicSchema() },
  { name: "classic with names of one's own", schema: classicSchema(handMade) },
  { name: "garrul", schema: garrulSchema("https://blog.example") },
  { name: "cwd", schema: cwdSchema() },
  { name: "cwd with a siteId", schema: cwdSchema('it\'s "my"; blog') },
  { name: "waline", schema: walineSchema() },
  { name: "twikoo", schema: twikooSchema("twikoo", "https://it's.example") },
  { name: "twikoo-api-worker", schema: twikooSchema("twikoo-api-worker") },
  { name: "momo", schema: momoSchema() },
  { name: "comment-kit", schema: commentKitSchema("https://blog.example.org") },
];
