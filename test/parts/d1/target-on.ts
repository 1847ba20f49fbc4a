import { createTargetOn, type D1CommentTarget } from "../../../src/d1/comment-target.ts";
import { classicSchema } from "../../../src/targets/classic/schema.ts";

type Options = Parameters<typeof createTargetOn>[1];

/** Whose comments tests move, unless they say so. */
export const blog = "cactus:example.org/blog";

/** A target on any transport: `classic`, of one blog, without repetitions unless a test says so. */
export function targetOn(
  transport: Parameters<typeof createTargetOn>[0],
  options: Partial<Options> = {},
  schema = classicSchema(),
): D1CommentTarget {
  return createTargetOn(
    transport,
    { runId: "run", maxRetries: 0, owner: { sources: [blog] }, ...options },
    schema,
  );
}
