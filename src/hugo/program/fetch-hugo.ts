import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { downloadRelease, type ReleaseDownload } from "./download-release.ts";
import { type HugoProgram, tryHugo } from "./hugo-program.ts";
import type { Platform } from "./hugo-release.ts";
import { programMessages } from "./messages.ts";
import { HugoNotFetchedError, notWritten } from "./not-fetched.ts";
import { programName, unpackRelease } from "./unpack-release.ts";

/** Where fetched releases are kept between runs. */
export interface KeptReleases {
  /** The folder of a version that was kept earlier; undefined where there is none. */
  find(version: string): Promise<string | undefined>;
  /** Keeps the folder's content under this version, in place of what is there; returns where it is now. */
  keep(dir: string, version: string): Promise<string>;
}

/** How releases of Hugo are fetched. */
interface ReleaseFetching extends ReleaseDownload {
  readonly kept: KeptReleases;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** This machine when left out. */
  readonly machine?: Platform;
}

/**
 * The path of a release's program: of the one that was kept, where it still runs, else of one that is
 * fetched, checked against the release's checksums, tried and kept. What fails any of that is not kept.
 * @throws HugoNotFetchedError, the signal's reason
 */
export async function fetchHugo(
  version: string,
  fetching: ReleaseFetching,
  signal: AbortSignal,
): Promise<string> {
  const { kept, say, machine = process } = fetching;
  const earlier = await findKept(version, fetching, signal);
  if (earlier !== undefined) {
    say(`Hugo ${version} was fetched earlier: ${earlier}`);
    return earlier;
  }
  const folder = await mkdtemp(join(tmpdir(), "comment-migration-fetch-")).catch(
    (error: unknown) => {
      throw notWritten(version, "making a temporary folder", error);
    },
  );
  try {
    const release = await fetchInto(folder, version, fetching, signal);
    // Another job may have kept it meanwhile, and run it now.
    const other = await findKept(version, fetching, signal);
    if (other !== undefined) return other;
    const place = await kept.keep(release, version).catch((error: unknown) => {
      throw notWritten(version, "moving it to where it is kept", error);
    });
    say(`Hugo ${version} matches the release's checksum and is kept in ${place}`);
    return join(place, programName(machine.platform));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findKept(
  version: string,
  { kept, env, machine = process }: ReleaseFetching,
  signal: AbortSignal,
): Promise<string | undefined> {
  const folder = await kept.find(version);
  if (folder === undefined) return undefined;
  const path = join(folder, programName(machine.platform));
  const tried = await tryHugo(path, { cwd: folder, env }, signal);
  return tried.kind === "runs" && tried.version === version ? path : undefined;
}

/** The folder, in the given one, that holds the tried program. */
async function fetchInto(
  folder: string,
  version: string,
  fetching: ReleaseFetching,
  signal: AbortSignal,
): Promise<string> {
  const { env, machine = process } = fetching;
  const { archive, url, kind } = await downloadRelease(version, machine, folder, fetching, signal);
  const unpacking = { kind, platform: machine.platform, env };
  const release = await unpackRelease(archive, folder, unpacking, signal).catch(
    (error: unknown) => {
      signal.throwIfAborted();
      throw notWritten(version, `unpacking the archive from ${url}`, error);
    },
  );
  const program = join(release, programName(machine.platform));
  const tried = await tryHugo(program, { cwd: release, env }, signal);
  if (tried.kind === "runs" && tried.version === version) return release;
  throw new HugoNotFetchedError(faultOf(tried, { version, url }));
}

/** Why a program is not the wanted Hugo. */
function faultOf(tried: HugoProgram, release: { readonly version: string; readonly url: string }) {
  switch (tried.kind) {
    case "fails":
      return programMessages.words("hugo-not-fetched/fails", { ...release, fault: tried.reason });
    // The file is there: what the system misses is its interpreter or the linker.
    case "not-there":
      return programMessages.words("hugo-not-fetched/incomplete-system", release);
    case "runs": {
      const words = { ...release, found: tried.version };
      return programMessages.words("hugo-not-fetched/other-version", words);
    }
  }
}
