import { MigrationError } from "../domain/migration-error.ts";
import { describeMigration, type Fingerprint } from "./fingerprint.ts";
import { checkpointVersion } from "./state.ts";

const writeReasons: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than allowed",
  EACCES: "permission was denied",
  EPERM: "permission was denied",
  EROFS: "the disk is read-only",
};

/** Code `checkpoint-not-written`. */
export function checkpointNotWritten(
  file: string,
  reason: string,
  cause?: unknown,
): MigrationError {
  return new MigrationError(
    "checkpoint-not-written",
    `The checkpoint ${file} could not be written: ${reason}.`,
    {
      remedy:
        "Make room or grant write permission there, or choose another file with the input checkpoint-file; then run again. Nothing that was imported is lost or doubled.",
      cause,
    },
  );
}

/** Runs file operations; a failure of the file system becomes `checkpoint-not-written`. */
export function writingTo<T>(file: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw checkpointNotWritten(file, writeReasons[code] ?? `the system says ${code}`, error);
  }
}

/** Code `checkpoint-not-read`: something is there, but the system doesn't give its bytes. */
export function checkpointNotRead(file: string, cause: unknown): MigrationError {
  const code = systemErrorCode(cause);
  if (code === undefined) throw cause;
  return new MigrationError(
    "checkpoint-not-read",
    `The checkpoint ${file} could not be read: the system says ${code}.`,
    {
      remedy:
        "See that it is a file and that it may be read, or choose another file with the input checkpoint-file.",
      cause,
    },
  );
}

/** Code `checkpoint-of-another-migration`. */
export function checkpointOfAnotherMigration(
  file: string,
  found: Fingerprint,
  expected: Fingerprint,
): MigrationError {
  return new MigrationError(
    "checkpoint-of-another-migration",
    `The checkpoint ${file} belongs to another migration: it is of ${describeMigration(found)}, and this run is of ${describeMigration(expected)}.`,
    {
      remedy:
        "Choose another file with the input checkpoint-file, or set reset: true to start over with this one.",
    },
  );
}

/** Code `checkpoint-in-use`. */
export function checkpointInUse(file: string, cause: unknown): MigrationError {
  return new MigrationError(
    "checkpoint-in-use",
    `The checkpoint ${file} is in use by another migration that is running on this machine.`,
    {
      remedy:
        "Wait until that one has ended, or choose another file with the input checkpoint-file.",
      cause,
    },
  );
}

/**
 * Code `checkpoint-required`.
 * @param checkpoint what was looked for: `checkpoint`, and its file where it could only be there
 * @param refusals why those that were found can't be used, a sentence each
 */
export function checkpointRequired(
  checkpoint: string,
  refusals: readonly string[] = [],
): MigrationError {
  const why = refusals.map((refusal) => `\n${refusal}`).join("");
  return new MigrationError(
    "checkpoint-required",
    `There is no ${checkpoint} to go on from, and resume is required.${why}`,
    {
      remedy:
        "Set resume to auto: what the database already has is recognised there, so nothing is doubled.",
    },
  );
}

/** Code `checkpoint-too-new`. */
export function checkpointTooNew(file: string, version: string): MigrationError {
  return new MigrationError(
    "checkpoint-too-new",
    `The checkpoint ${file} was written by a newer release: it has version ${version}, and this release reads versions up to ${checkpointVersion}.`,
    {
      remedy:
        "Use the newer release, choose another file with the input checkpoint-file, or set reset: true to start over.",
    },
  );
}

/** `ENOENT` and the like; undefined for what isn't an error of the system. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
