import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DownloadError, downloadFile, downloadText } from "../../http/download.ts";
import { createRetry } from "../../resilience/retry.ts";
import { tryHugo } from "./hugo-program.ts";
import {
  checksumsName,
  chooseAsset,
  type Platform,
  type ReleaseAsset,
  releaseFileUrl,
} from "./hugo-release.ts";
import { HugoNotFetchedError, saysNoRoom } from "./not-fetched.ts";
import { newestTested } from "./tested-versions.ts";
import { programName, unpackRelease } from "./unpack-release.ts";

/** Where fetched releases are kept between runs. */
export interface KeptReleases {
  /** The folder of a version that was kept earlier; undefined where there is none. */
  find(version: string): Promise<string | undefined>;
  /** Keeps the folder's content under this version, in place of what is there; returns where it is now. */
  keep(dir: string, version: string): Promise<string>;
}

/** How releases of Hugo are fetched. */
export interface ReleaseFetching {
  readonly releasesUrl: string;
  readonly kept: KeptReleases;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
  /** Time for all downloads of a release, in ms; five minutes when left out. */
  readonly timeoutMs?: number | undefined;
  /** This machine when left out. */
  readonly platform?: Platform;
}

const defaultTimeoutMs = 5 * 60_000;
const mostRetries = 3;

/** In bytes: a release has some 60 files of 100 characters each. */
const largestChecksums = 1024 * 1024;

/** In bytes: ten times the largest archive of 0.168. */
const largestArchive = 512 * 1024 * 1024;

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
  const { kept, say } = fetching;
  const earlier = await findKept(version, fetching, signal);
  if (earlier !== undefined) {
    say(`Hugo ${version} was fetched earlier: ${earlier}`);
    return earlier;
  }
  const folder = await makeFolder(version);
  try {
    const release = await fetchInto(folder, version, fetching, signal);
    // Another job may have kept it meanwhile, and run it now.
    const other = await findKept(version, fetching, signal);
    if (other !== undefined) return other;
    const place = await kept.keep(release, version).catch((error: unknown) => {
      throw fromDisk(version, `it can't be kept (${textOf(error)})`, error);
    });
    say(`Hugo ${version} matches the release's checksum and is kept in ${place}`);
    return join(place, programName(machineOf(fetching).platform));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function machineOf({ platform = process }: Pick<ReleaseFetching, "platform">): Platform {
  return platform;
}

async function findKept(
  version: string,
  fetching: ReleaseFetching,
  signal: AbortSignal,
): Promise<string | undefined> {
  const folder = await fetching.kept.find(version);
  if (folder === undefined) return undefined;
  const path = join(folder, programName(machineOf(fetching).platform));
  const tried = await tryHugo(path, { cwd: folder, env: fetching.env }, signal);
  return tried.kind === "runs" && tried.version === version ? path : undefined;
}

async function makeFolder(version: string): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), "comment-migration-fetch-"));
  } catch (error) {
    throw fromDisk(version, `there is no temporary folder for it (${textOf(error)})`, error);
  }
}

/** Returns the folder, in the given one, that holds the tried program. */
async function fetchInto(
  folder: string,
  version: string,
  fetching: ReleaseFetching,
  signal: AbortSignal,
): Promise<string> {
  const { archive, asset, url } = await downloadRelease(folder, version, fetching, signal);
  const { platform } = machineOf(fetching);
  const { env } = fetching;
  const unpacking = { kind: asset.kind, platform, env };
  const release = await unpackRelease(archive, folder, unpacking, signal).catch(
    (error: unknown) => {
      signal.throwIfAborted();
      throw fromDisk(
        version,
        `the archive from ${url} can't be unpacked (${textOf(error)})`,
        error,
      );
    },
  );
  const program = join(release, programName(platform));
  const tried = await tryHugo(program, { cwd: release, env }, signal);
  if (tried.kind === "runs" && tried.version === version) return release;
  const reason =
    tried.kind === "runs"
      ? `says that it is ${tried.version}`
      : tried.kind === "not-there"
        ? "needs something that this system lacks"
        : tried.reason;
  throw notFetched(version, `the program from ${url} ${reason}`, installIt);
}

interface DownloadedRelease {
  readonly archive: string;
  readonly asset: ReleaseAsset;
  readonly url: string;
}

async function downloadRelease(
  folder: string,
  version: string,
  fetching: ReleaseFetching,
  signal: AbortSignal,
): Promise<DownloadedRelease> {
  const { releasesUrl, say, timeoutMs = defaultTimeoutMs } = fetching;
  const machine = machineOf(fetching);
  const timer = AbortSignal.timeout(timeoutMs);
  const limit = AbortSignal.any([signal, timer]);
  const retry = createRetry({
    maxRetries: mostRetries,
    isTransient: (error) => error instanceof DownloadError && error.isTransient,
    onRetry: (error) => say(`Fetching Hugo ${version} again, because ${error.message}`),
  });
  const get = async <T>(url: string, download: () => Promise<T>): Promise<T> => {
    try {
      return await retry(download, limit);
    } catch (error) {
      signal.throwIfAborted();
      const why = timer.aborted ? `it took more than ${timeoutMs / 1000} s` : textOf(error);
      if (!timer.aborted && !(error instanceof DownloadError)) {
        throw fromDisk(version, `${url} can't be written to the disk (${why})`, error);
      }
      throw notDownloaded(version, `${url}: ${why}`, error);
    }
  };

  const listUrl = releaseFileUrl(releasesUrl, version, checksumsName(version));
  const list = await get(listUrl, () => downloadText(listUrl, largestChecksums, limit));
  const asset = chooseAsset(list, version, machine);
  if (asset === undefined) {
    const { platform, arch } = machine;
    throw notFetched(version, `${listUrl} lists no file for ${platform}-${arch}`, installIt);
  }
  const url = releaseFileUrl(releasesUrl, version, asset.name);
  say(`Fetching Hugo ${version} from ${url}`);
  const archive = join(folder, asset.name);
  const { sha256 } = await get(url, () => downloadFile(url, archive, largestArchive, limit));
  if (sha256 !== asset.sha256) {
    const what = `${url} has the checksum ${sha256}, where the release says ${asset.sha256}`;
    throw notFetched(version, what, replacedFile);
  }
  return { archive, asset, url };
}

const installIt =
  "Install Hugo in a step before this one, where hugo-version: none leaves it at that, or set hugo-version to another version.";
const replacedFile =
  "Run it again. If it stays so, something between this machine and the releases replaces files: install Hugo in a step before this one.";

function notFetched(version: string, what: string, remedy: string): HugoNotFetchedError {
  const message = `Hugo ${version} could not be fetched: ${what}.`;
  return new HugoNotFetchedError("hugo-not-fetched", message, { remedy });
}

function notDownloaded(version: string, what: string, cause: unknown): HugoNotFetchedError {
  const isMissing = cause instanceof DownloadError && cause.status === 404;
  const remedy = isMissing
    ? `Set hugo-version to a version that https://github.com/gohugoio/hugo/releases lists, such as ${newestTested}; if HUGO_RELEASES_URL is set, check it.`
    : "Run it again later; if it stays so, install Hugo in a step before this one.";
  const message = `Hugo ${version} could not be fetched: ${what}.`;
  return new HugoNotFetchedError("hugo-not-fetched", message, {
    remedy,
    cause,
    holdsForAll: !isMissing,
  });
}

function fromDisk(version: string, what: string, cause: unknown): HugoNotFetchedError {
  const isFull = saysNoRoom(cause) || saysNoRoom(textOf(cause));
  const message = isFull
    ? `Hugo ${version} could not be fetched: the disk is full (${what}).`
    : `Hugo ${version} could not be fetched: ${what}.`;
  return new HugoNotFetchedError("hugo-not-fetched", message, {
    remedy: isFull ? "Make 300 MB of room, then run it again." : installIt,
    cause,
    holdsForAll: isFull,
  });
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
