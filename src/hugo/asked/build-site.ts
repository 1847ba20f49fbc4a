import { constants } from "node:fs";
import { cp, lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import fastGlob from "fast-glob";
import { mainConfigFiles } from "../config/config-files.ts";
import type { FoundHugo } from "../program/find-hugo.ts";
import { type HugoOptions, makeScratchFolder, runHugo } from "../program/run-hugo.ts";
import { type MarkToken, newMarkToken } from "./mark.ts";
import { type OverlayAdditions, writeOverlay } from "./overlay.ts";
import { type PageIndex, readPageIndex } from "./page-index.ts";
import type { SiteSetup } from "./site-setup.ts";

/** A site that Hugo built, or why it did not. */
export type HugoBuild =
  | (AsyncDisposable & {
      readonly kind: "built";
      /** Absolute path of the built site; the folder goes when this is disposed of. */
      readonly dir: string;
      /** Undefined where Hugo could build the site only without the overlay, like the next one. */
      readonly index: PageIndex | undefined;
      readonly markToken: MarkToken | undefined;
      /** Why it could not build it with the overlay. */
      readonly overlayFailure: string | undefined;
    })
  | { readonly kind: "failed"; readonly message: string };

/** A site that is to be built. */
interface SiteToBuild extends HugoOptions {
  readonly setup: SiteSetup;
  /** Templates of the shortcodes to mark, by their path below the layouts folder. */
  readonly shortcodes: ReadonlyMap<string, string>;
  /** Without them the build is of no use, and has failed. */
  readonly additions?: OverlayAdditions;
}

/**
 * Builds a site into a temporary folder with an overlay that has Hugo print an index of all pages, and
 * marks around what shortcodes print; without it where only that works. It leaves nothing in the site's
 * folder.
 * @throws the signal's reason
 */
export async function buildSite(
  hugo: FoundHugo,
  site: SiteToBuild,
  signal: AbortSignal,
): Promise<HugoBuild> {
  signal.throwIfAborted();
  await using parts = new AsyncDisposableStack();
  const scratch = parts.use(await makeScratchFolder());
  const dir = join(scratch.path, "public");
  await copyResources(site.siteDir, join(scratch.path, "resources"));
  const markToken = newMarkToken();
  const overlay = await writeOverlay(join(scratch.path, "overlay"), {
    mounts: site.setup.projectMounts,
    shortcodes: site.shortcodes,
    version: hugo.version,
    markToken,
    renderSegments: site.setup.renderSegments,
    additions: site.additions,
  });
  const config = [...(await mainConfigOf(site.siteDir)), overlay].join(",");
  const build = (args: readonly string[]) =>
    runHugo(hugo.path, ["--destination", dir, ...args], site, scratch.path, signal);
  const run = await build(["--config", config]);
  if (run.kind === "failed" && run.timedOut) return run;
  const index = run.kind === "ended" ? await readPageIndex(dir) : undefined;
  const overlayFailure = run.kind === "ended" ? "it printed no index of the pages" : run.message;
  if (index === undefined && site.additions !== undefined) {
    return { kind: "failed", message: overlayFailure };
  }
  if (index === undefined) {
    const plain = await build(["--cleanDestinationDir"]);
    if (plain.kind === "failed") return plain;
    if (!(await holdsAFile(dir))) {
      return { kind: "failed", message: "it ended without an error, but built nothing" };
    }
  }
  const kept = parts.move();
  return {
    kind: "built",
    dir,
    index,
    markToken: index === undefined ? undefined : markToken,
    overlayFailure: index === undefined ? overlayFailure : undefined,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function holdsAFile(folder: string): Promise<boolean> {
  const pages = fastGlob.stream("**", { cwd: folder, suppressErrors: true });
  for await (const _ of pages) return true;
  return false;
}

/** The file that Hugo takes by itself; it finds the others beside it, whatever its arguments are. */
async function mainConfigOf(siteDir: string): Promise<readonly string[]> {
  const names = await readdir(siteDir);
  const main = mainConfigFiles.find((name) => names.includes(name));
  return main === undefined ? [] : [main];
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
