import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { MigrationError } from "../../domain/migration-error.ts";
import type { Environment } from "../../process/child-environment.ts";
import { cloudflareMessages } from "../messages.ts";

/** The version that is fetched where the project has no wrangler of its own. */
export const pinnedWrangler = "4.164.0";

/** Where wrangler is looked for, and how it is started. */
export interface WranglerPlace {
  /** Absolute path of the folder that wrangler works in, and in which it may be installed. */
  readonly wranglerDir: string;
  /** Environment for wrangler; what it holds of this action's inputs is not passed on. */
  readonly env: Environment;
}

/** A program with the arguments that come before wrangler's own. */
export interface WranglerProgram {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * The wrangler to use: the one that is installed in the folder, else the pinned version through npx. Its
 * script is run by this process's own Node.js, because the one on the PATH may be too old for wrangler.
 */
export function findWrangler(
  folder: string,
  { platform, searchPath } = thisMachine,
): WranglerProgram {
  const installed = installedWrangler(folder);
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
