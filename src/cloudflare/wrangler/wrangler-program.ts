import { existsSync, realpathSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import type { MigrationError } from "../../domain/migration-error.ts";
import type { Environment } from "../../process/child-environment.ts";
import { cloudflareMessages } from "../messages.ts";

/** The version that is fetched where the project has no wrangler of its own. */
export const pinnedWrangler = "4.164.0";

/** Where wrangler is looked for, and how it is started. */
export interface WranglerPlace {
  /** Path of a wrangler program or script, relative to `wranglerCwd`, or a name on the PATH. */
  readonly wranglerPath?: string | undefined;
  /** Absolute path of the folder that wrangler works in. */
  readonly wranglerCwd: string;
  /** Environment for wrangler; what it holds of this action's inputs is not passed on. */
  readonly env: Environment;
}

/** A program with the arguments that come before wrangler's own. */
interface WranglerProgram {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * The wrangler to use: the path that was given, or the name that is on the PATH, else the one that
 * is installed in the folder, else the pinned version through npx. A script is run by this
 * process's own Node.js, because the one on the PATH may be too old for wrangler.
 * @throws MigrationError `wrangler-not-found` where the given path does not exist
 */
export function findWrangler(
  wranglerPath: string | undefined,
  cwd: string,
  { platform, searchPath } = thisMachine,
): WranglerProgram {
  if (wranglerPath !== undefined && !/[\\/]/.test(wranglerPath)) {
    return { file: wranglerPath, args: [] };
  }
  if (wranglerPath !== undefined) return programAt(resolve(cwd, wranglerPath));
  const installed = installedWrangler(cwd);
  if (installed !== undefined) return { file: process.execPath, args: [installed] };
  const npx = npxProgram({ platform, searchPath });
  return { ...npx, args: [...npx.args, "--yes", `wrangler@${pinnedWrangler}`] };
}

const thisMachine = { platform: process.platform, searchPath: "" };

/** The script of the wrangler that is installed in the folder. */
export function installedWrangler(folder: string): string | undefined {
  const script = join(folder, "node_modules", "wrangler", "bin", "wrangler.js");
  return existsSync(script) ? script : undefined;
}

/**
 * npx, which on Windows is a batch file that only a shell runs; the script beside it needs none.
 * @throws MigrationError `wrangler-not-found`
 */
export function npxProgram({ platform, searchPath } = thisMachine): WranglerProgram {
  if (platform !== "win32") return { file: "npx", args: [] };
  const scripts = searchPath
    .split(delimiter)
    .map((folder) => join(folder, "node_modules", "npm", "bin", "npx-cli.js"));
  const script = scripts.find(existsSync);
  if (script === undefined) throw wranglerNotFound("npx");
  return { file: process.execPath, args: [script] };
}

/** Wrangler could not be started. */
export function wranglerNotFound(program: string, cause?: unknown): MigrationError {
  return cloudflareMessages.error("wrangler-not-found", { program }, { cause });
}

/**
 * A batch file's arguments are read by a shell, whose rules no quoting fits: with SQL among them,
 * a comment could become a command.
 * Source: https://nodejs.org/en/blog/vulnerability/april-2024-security-releases-2 (CVE-2024-27980)
 */
function needsShell(path: string): MigrationError {
  return cloudflareMessages.error("wrangler-is-batch-file", { path });
}

function programAt(path: string): WranglerProgram {
  if (!existsSync(path)) throw wranglerNotFound(path);
  if (/\.(?:cmd|bat)$/i.test(path)) throw needsShell(path);
  const script = realpathSync(path);
  return /\.[cm]?js$/.test(script)
    ? { file: process.execPath, args: [script] }
    : { file: path, args: [] };
}
