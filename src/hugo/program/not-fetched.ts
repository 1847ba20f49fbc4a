import { MigrationError, type MigrationErrorOptions } from "../../domain/migration-error.ts";
import { DownloadError } from "../../http/download.ts";
import { newestTested } from "./tested-versions.ts";

/** A release of Hugo that could not be had. */
export class HugoNotFetchedError extends MigrationError {
  override readonly name = "HugoNotFetchedError";
  /** Whether no other release could be had either: no connection, a full disk. */
  readonly holdsForAll: boolean;

  constructor(
    code: "hugo-not-fetched",
    message: string,
    options: MigrationErrorOptions & { readonly holdsForAll?: boolean },
  ) {
    super(code, message, options);
    this.holdsForAll = options.holdsForAll ?? false;
  }
}

const installIt = "Install Hugo before this runs, or set hugo-version to another version.";

/** The release has no program for this machine, or one that does not work here. */
export function unusableRelease(version: string, reason: string): HugoNotFetchedError {
  return new HugoNotFetchedError("hugo-not-fetched", `Hugo ${version} can't be used: ${reason}.`, {
    remedy: installIt,
  });
}

/** What came is not what the release's checksums say. Both in hexadecimal digits. */
export function wrongChecksum(
  version: string,
  url: string,
  came: string,
  expected: string,
): HugoNotFetchedError {
  return new HugoNotFetchedError(
    "hugo-not-fetched",
    `Hugo ${version} was not used: ${url} has the checksum ${came}, but the release says ${expected}.`,
    {
      remedy:
        "Run it again. If the checksum is wrong again, something between this machine and the release replaces files: install Hugo before this runs.",
    },
  );
}

/** The server gave no file. */
export function notDownloaded(version: string, url: string, failure: unknown): HugoNotFetchedError {
  const isMissing = failure instanceof DownloadError && failure.status === 404;
  return new HugoNotFetchedError(
    "hugo-not-fetched",
    `Hugo ${version} could not be fetched from ${url}: ${textOf(failure)}.`,
    {
      remedy: isMissing
        ? `Set hugo-version to a version that https://github.com/gohugoio/hugo/releases lists, such as ${newestTested}; if HUGO_RELEASES_URL is set, check it.`
        : "Run it again later; if it keeps failing, install Hugo before this runs.",
      cause: failure,
      holdsForAll: !isMissing,
    },
  );
}

/**
 * Files could not be written, because the disk is full or for another reason.
 * @param step what was tried, after "while"
 */
export function notWritten(version: string, step: string, failure: unknown): HugoNotFetchedError {
  if (saysNoRoom(failure)) {
    return new HugoNotFetchedError(
      "hugo-not-fetched",
      `Hugo ${version} could not be fetched: the disk is full while ${step} (${textOf(failure)}).`,
      {
        remedy: "Free 300 MB of disk space, then run it again.",
        cause: failure,
        holdsForAll: true,
      },
    );
  }
  return new HugoNotFetchedError(
    "hugo-not-fetched",
    `Hugo ${version} could not be fetched: it failed while ${step} (${textOf(failure)}).`,
    { remedy: installIt, cause: failure },
  );
}

/** The system's error codes when the disk is full. */
const noRoom = ["ENOSPC", "EDQUOT", "EFBIG"];

/** Programs say it in words. */
const noRoomWords = /no space left|not enough space|quota exceeded|file (?:size limit|too large)/i;

function saysNoRoom(failure: unknown): boolean {
  if (!(failure instanceof Error)) return false;
  const hasCode = "code" in failure && noRoom.includes(String(failure.code));
  return hasCode || noRoomWords.test(failure.message);
}

function textOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
