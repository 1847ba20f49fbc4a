import { join } from "node:path";
import { DownloadError, downloadFile, downloadText } from "../../http/download.ts";
import { createRetry } from "../../resilience/retry.ts";
import {
  checksumsName,
  chooseAsset,
  type Platform,
  type ReleaseAsset,
  releaseFileUrl,
} from "./hugo-release.ts";
import { programMessages } from "./messages.ts";
import { HugoNotFetchedError, notDownloaded, notWritten } from "./not-fetched.ts";

/** How a release is downloaded. */
export interface ReleaseDownload {
  readonly releasesUrl: string;
  readonly say: (line: string) => void;
  /** Time for all files of the release, in ms; five minutes when left out. */
  readonly timeoutMs?: number | undefined;
}

/** A release's archive whose checksum is right. */
interface DownloadedRelease {
  /** Its path. */
  readonly archive: string;
  readonly url: string;
  readonly kind: ReleaseAsset["kind"];
}

const defaultTimeoutMs = 5 * 60_000;
const mostRetries = 3;

/** In bytes: a release has some 60 files of 100 characters each. */
const largestChecksums = 1024 * 1024;

/** In bytes: more than ten times the largest archive of 0.168. */
const largestArchive = 512 * 1024 * 1024;

/**
 * Downloads a release's archive for a machine into a folder, and compares it with the checksums of the
 * release.
 * @throws HugoNotFetchedError, the signal's reason
 */
export async function downloadRelease(
  version: string,
  machine: Platform,
  folder: string,
  { releasesUrl, say, timeoutMs = defaultTimeoutMs }: ReleaseDownload,
  signal: AbortSignal,
): Promise<DownloadedRelease> {
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
      if (timer.aborted) {
        const reason = `it took more than ${timeoutMs / 1000} s`;
        throw notDownloaded(version, url, new DownloadError(reason, true));
      }
      if (error instanceof DownloadError) throw notDownloaded(version, url, error);
      throw notWritten(version, `writing ${url} to ${folder}`, error);
    }
  };

  const listUrl = releaseFileUrl(releasesUrl, version, checksumsName(version));
  const list = await get(listUrl, () => downloadText(listUrl, largestChecksums, limit));
  const asset = chooseAsset(list, version, machine);
  if (asset === undefined) {
    const words = { version, list: listUrl, machine: `${machine.platform}-${machine.arch}` };
    throw new HugoNotFetchedError(programMessages.words("hugo-not-fetched/no-file", words));
  }
  const url = releaseFileUrl(releasesUrl, version, asset.name);
  say(`Fetching Hugo ${version} from ${url}`);
  const archive = join(folder, asset.name);
  const { sha256 } = await get(url, () => downloadFile(url, archive, largestArchive, limit));
  if (sha256 !== asset.sha256) {
    const words = { version, url, found: sha256, expected: asset.sha256 };
    throw new HugoNotFetchedError(programMessages.words("hugo-not-fetched/checksum", words));
  }
  return { archive, url, kind: asset.kind };
}
