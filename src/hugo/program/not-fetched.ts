import type { Message } from "../../domain/message-catalogue.ts";
import { MigrationError } from "../../domain/migration-error.ts";
import { DownloadError } from "../../http/download.ts";
import { programMessages } from "./messages.ts";

/** What an error knows beside its words. */
interface NotFetchedDetails {
  readonly cause?: unknown;
  readonly holdsForAll?: boolean;
}

/** A release of Hugo that could not be fetched. */
export class HugoNotFetchedError extends MigrationError {
  override readonly name = "HugoNotFetchedError";
  /** Whether no other release could be fetched either: no connection, a full disk. */
  readonly holdsForAll: boolean;

  constructor({ code, message, remedy }: Message<"error">, details: NotFetchedDetails = {}) {
    super(code, message, { remedy, cause: details.cause });
    this.holdsForAll = details.holdsForAll ?? false;
  }
}

/** The server gave no file. */
export function notDownloaded(version: string, url: string, failure: unknown): HugoNotFetchedError {
  const isMissing = failure instanceof DownloadError && failure.status === 404;
  const parameters = { version, url, reason: textOf(failure) };
  const words = isMissing
    ? programMessages.words("hugo-not-fetched/no-release", parameters)
    : programMessages.words("hugo-not-fetched/connection", parameters);
  return new HugoNotFetchedError(words, { cause: failure, holdsForAll: !isMissing });
}

/**
 * Files could not be written, because the disk is full or for another reason.
 * @param step what was tried, before "failed": `unpacking the archive`
 */
export function notWritten(version: string, step: string, failure: unknown): HugoNotFetchedError {
  const isFull = saysNoRoom(failure);
  const parameters = { version, step, reason: textOf(failure) };
  const words = isFull
    ? programMessages.words("hugo-not-fetched/disk-full", parameters)
    : programMessages.words("hugo-not-fetched/not-written", parameters);
  return new HugoNotFetchedError(words, { cause: failure, holdsForAll: isFull });
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
