import { constants } from "node:fs";
import { cp, lstat } from "node:fs/promises";
import { join } from "node:path";
import { type HugoOptions, makeScratchFolder, runHugo } from "../program/run-hugo.ts";

/** How a site is built. */
export interface HugoBuildOptions extends HugoOptions {
  /** `production` and its like; what Hugo takes by itself where none is given. */
  readonly environment?: string | undefined;
}

/** A built site, or why there is none. */
export type HugoBuild =
  | {
      readonly kind: "built";
      /** Absolute path of the built site; the folder goes when this is disposed of. */
      readonly dir: string;
      readonly [Symbol.asyncDispose]: () => PromiseLike<void>;
    }
  | { readonly kind: "not-installed" }
  | { readonly kind: "failed"; readonly message: string };

/**
 * Builds a site into a temporary folder, with drafts and pages of the future as its configuration
 * has them. It leaves nothing in the site's folder.
 * @throws the signal's reason
 */
export async function buildWithHugo(
  options: HugoBuildOptions,
  signal: AbortSignal,
): Promise<HugoBuild> {
  signal.throwIfAborted();
  await using parts = new AsyncDisposableStack();
  const scratch = parts.use(await makeScratchFolder());
  await copyResources(options.siteDir, join(scratch.path, "resources"));
  const { environment } = options;
  const args = environment === undefined ? [] : ["--environment", environment];
  const run = await runHugo(args, options, scratch.path, signal);
  if (run.kind !== "ended") return run;
  const kept = parts.move();
  return {
    kind: "built",
    dir: join(scratch.path, "public"),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** A site may keep the results of tools that this machine lacks, such as Sass, among its resources. */
async function copyResources(siteDir: string, target: string): Promise<void> {
  try {
    await cp(join(siteDir, "resources"), target, {
      recursive: true,
      // Hugo would write through a link.
      filter: async (file) => !(await lstat(file)).isSymbolicLink(),
      mode: constants.COPYFILE_FICLONE,
    });
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!isMissing) throw error;
  }
}
