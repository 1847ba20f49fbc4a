import { randomUUID } from "node:crypto";
import { cp, mkdir, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { isFolder } from "../files/is-folder.ts";
import { type HugoReleases, releasesUrlOf } from "./hugo-releases.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** How the terminal gets Hugo: only when it is asked to, kept in the user's cache folder. */
export function hugoSearchOf(env: Environment): HugoReleases {
  const folder = join(cacheFolder(env, process.platform), "hugo-comment-migration", "hugo");
  return {
    releasesUrl: releasesUrlOf(env),
    defaultVersion: "none",
    kept: {
      async find(version) {
        const place = join(folder, version);
        return (await isFolder(place)) ? place : undefined;
      },
      keep: (dir, version) => keepAt(folder, dir, version),
    },
  };
}

/**
 * The user's folder for what can be fetched again.
 * Source: https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function cacheFolder(env: Environment, platform: NodeJS.Platform): string {
  const home = env["HOME"] || homedir();
  if (platform === "win32") return env["LOCALAPPDATA"] || join(home, "AppData", "Local");
  if (platform === "darwin") return join(home, "Library", "Caches");
  const given = env["XDG_CACHE_HOME"];
  return given !== undefined && isAbsolute(given) ? given : join(home, ".cache");
}

/** A version's folder appears as a whole or not at all, even when two runs keep it at once. */
async function keepAt(folder: string, dir: string, version: string): Promise<string> {
  const place = join(folder, version);
  const whole = join(folder, `.new-${version}-${randomUUID()}`);
  const old = join(folder, `.old-${version}-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true });
    const damaged = await folderAt(place);
    await cp(dir, whole, { recursive: true });
    if (damaged !== undefined && (await folderAt(place)) === damaged) {
      await rename(place, old).catch(unless("ENOENT"));
    }
    // Where another run was faster, what it kept was checked as well.
    await rename(whole, place).catch(unless("ENOTEMPTY", "EEXIST", "EPERM"));
    return place;
  } finally {
    await rm(whole, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}

/** What distinguishes a folder from another that takes its place. */
async function folderAt(path: string): Promise<number | undefined> {
  return (await stat(path).catch(unless("ENOENT")))?.ino;
}

function unless(...codes: readonly string[]): (error: unknown) => undefined {
  return (error) => {
    const isMeant = error instanceof Error && "code" in error && codes.includes(String(error.code));
    if (!isMeant) throw error;
    return undefined;
  };
}
