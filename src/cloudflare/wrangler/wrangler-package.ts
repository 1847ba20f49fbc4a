import { existsSync, readFileSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { z } from "zod";
import { cloudflareMessages } from "../messages.ts";
import { runProgram } from "./run-program.ts";
import { searchPath, wranglerEnvironment } from "./wrangler-environment.ts";
import {
  installedWrangler,
  npxProgram,
  pinnedWrangler,
  type WranglerPlace,
  wranglerNotFound,
} from "./wrangler-program.ts";

const manifest = z.object({ name: z.string() });
const fetchedWithinMs = 300_000;

/**
 * The folder of the wrangler package to use: the one that is installed in the folder, else the pinned
 * version, which npx fetches.
 * @throws MigrationError `wrangler-dir-not-found`, `wrangler-not-found`, `wrangler-is-no-package`
 */
export async function findWranglerPackage(
  place: WranglerPlace,
  signal: AbortSignal,
): Promise<string> {
  const file = await findFile(place, signal);
  const folder = packageOf(file);
  if (folder === undefined) {
    throw cloudflareMessages.error("wrangler-is-no-package", { file });
  }
  return folder;
}

async function findFile({ wranglerDir, env }: WranglerPlace, signal: AbortSignal): Promise<string> {
  return (
    installedWrangler(wranglerDir) ?? onPath("wrangler", await pathOfNpx(wranglerDir, env, signal))
  );
}

/** The PATH of a program that npx starts with the pinned wrangler: npx puts its package there. */
async function pathOfNpx(
  cwd: string,
  env: WranglerPlace["env"],
  signal: AbortSignal,
): Promise<string> {
  const npx = npxProgram({ platform: process.platform, searchPath: searchPath(env) });
  const printPath = ["--", process.execPath, "-p", "process.env.PATH"];
  const { exitCode, stdout, stderr } = await runProgram(
    npx,
    ["--yes", `--package=wrangler@${pinnedWrangler}`, ...printPath],
    { cwd, env: wranglerEnvironment(env), timeoutMs: fetchedWithinMs },
    signal,
  );
  if (exitCode !== 0) throw wranglerNotFound(`wrangler@${pinnedWrangler}`, stderr.trim());
  return stdout.trim();
}

function onPath(name: string, folders: string): string {
  const names = process.platform === "win32" ? [`${name}.cmd`, name] : [name];
  const files = folders
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => names.map((one) => join(folder, one)));
  const file = files.find((path) => existsSync(path));
  if (file === undefined) throw wranglerNotFound(name);
  return file;
}

/** The wrangler package around a file, or beside the start script that a package manager made. */
function packageOf(file: string): string | undefined {
  const beside = dirname(file);
  return [
    ...foldersUpFrom(dirname(realpathSync(file))),
    join(beside, "..", "wrangler"),
    join(beside, "node_modules", "wrangler"),
  ].find(isWrangler);
}

function foldersUpFrom(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersUpFrom(above)];
}

function isWrangler(folder: string): boolean {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return false;
  return manifest.safeParse(JSON.parse(readFileSync(file, "utf8"))).data?.name === "wrangler";
}
