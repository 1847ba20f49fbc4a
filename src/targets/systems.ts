import type { SchemaName } from "../domain/comment-system.ts";
import { classic } from "./classic/system.ts";
import { commentKit } from "./comment-kit/system.ts";
import type { CommentSystem } from "./contract/comment-system.ts";
import { cwd } from "./cwd/system.ts";
import { garrul } from "./garrul/system.ts";
import { momo } from "./momo/system.ts";
import { twikoo, twikooApiWorker } from "./twikoo/system.ts";
import { waline } from "./waline/system.ts";

/** The comment systems that comments can be moved to, by the name that `target-schema` has for them. */
export const systems: Readonly<Record<SchemaName, CommentSystem>> = {
  classic,
  garrul,
  cwd,
  waline,
  twikoo,
  "twikoo-api-worker": twikooApiWorker,
  momo,
  "comment-kit": commentKit,
};
