import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * For the environment of a Node.js that a test starts: hundreds of them would compile the same bundles.
 * Source: https://nodejs.org/api/module.html#module-compile-cache
 */
export const compileCache = {
  NODE_COMPILE_CACHE: join(tmpdir(), "hugo-comment-migration-compile-cache"),
} as const;
