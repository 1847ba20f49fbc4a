import { createTargetOn, type D1CommentTarget } from "../../../src/d1/comment-target.ts";
import { classicSchema } from "../../../src/targets/classic/schema.ts";

type Options = Parameters<typeof createTargetOn>[1];

/** A target on any transport: `classic`, no repetitions and a run of no name unless a test says so. */
export function targetOn(
  transport: Parameters<typeof createTargetOn>[0],
  options: Partial<Options> = {},
  schema = classicSchema(),
): D1CommentTarget {
  return createTargetOn(transport, { runId: "run", maxRetries: 0, ...options }, schema);
}
