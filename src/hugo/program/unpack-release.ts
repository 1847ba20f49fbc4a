import { mkdir, readdir, rename, stat } from "node:fs/promises";
import { join, win32 } from "node:path";
import { runProcess } from "../../process/run-process.ts";
import type { ReleaseAsset } from "./hugo-release.ts";

/** How an archive is unpacked. */
interface Unpacking {
  readonly kind: ReleaseAsset["kind"];
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The name of Hugo's program on a platform. */
export function programName(platform: string): string {
  return platform === "win32" ? "hugo.exe" : "hugo";
}

/**
 * Takes Hugo's program out of an archive with what the system has for it, into `release` in the
 * archive's folder. Returns that folder.
 * @throws an Error whose message continues a sentence, or the signal's reason
 */
export async function unpackRelease(
  archive: string,
  folder: string,
  { kind, platform, env }: Unpacking,
  signal: AbortSignal,
): Promise<string> {
  const unpacked = join(folder, "unpacked");
  const [program, ...args] = commandFor(kind, platform, env, archive, unpacked);
  // pkgutil makes its folder itself and refuses one that is there.
  if (kind !== "pkg") await mkdir(unpacked);
  const options = { cwd: folder, env: { ...env, LC_ALL: "C", TAR_OPTIONS: undefined } };
  const { exitCode, stderr } = await runProcess(program, args, options, signal);
  if (exitCode !== 0) {
    throw new Error(`${program} could not unpack it: ${stderr.trim() || `exit code ${exitCode}`}`);
  }
  const name = programName(platform);
  const found = await findLargest(unpacked, name);
  if (found === undefined) throw new Error(`it holds no ${name}`);
  const release = join(folder, "release");
  await mkdir(release);
  await rename(found, join(release, name));
  return release;
}

/** The largest file of a name: a package may hold a script for completion that is called like the program. */
async function findLargest(folder: string, name: string): Promise<string | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name === name)
    .map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(paths.map(async (path) => ({ path, ...(await stat(path)) })));
  return sizes.toSorted((a, b) => b.size - a.size)[0]?.path;
}

function commandFor(
  kind: ReleaseAsset["kind"],
  platform: string,
  env: Unpacking["env"],
  archive: string,
  into: string,
): readonly [string, ...string[]] {
  if (kind === "pkg") return ["pkgutil", "--expand-full", archive, into];
  // The tar of Git for Windows, which may be first on the PATH, reads no zip and takes C: for a host.
  const tar = platform === "win32" ? win32.join(systemRoot(env), "System32", "tar.exe") : "tar";
  return [tar, kind === "zip" ? "-xof" : "-xzof", archive, "-C", into];
}

/** Windows takes names of variables in upper and lower case, an object of them does not. */
function systemRoot(env: Unpacking["env"]): string {
  const found = Object.entries(env).find(([name]) => name.toLowerCase() === "systemroot");
  return found?.[1] ?? "C:\\Windows";
}
