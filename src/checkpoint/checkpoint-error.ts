import type { MigrationError } from "../domain/migration-error.ts";
import { readReason, writeReason } from "../files/system-error.ts";
import { FileNotWrittenError } from "../files/write-whole-file.ts";
import { describeMigration, type Fingerprint } from "./fingerprint.ts";
import { checkpointMessages } from "./messages.ts";
import { checkpointVersion } from "./state.ts";

/** Code `checkpoint-not-written`. */
export function checkpointNotWritten(
  file: string,
  reason: string,
  cause?: unknown,
): MigrationError {
  return checkpointMessages.error("checkpoint-not-written", { file, reason }, { cause });
}

/** Runs file operations; a failure of the file system becomes `checkpoint-not-written`. */
export function writingTo<T>(file: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    const reason = error instanceof FileNotWrittenError ? error.reason : writeReason(error);
    if (reason === undefined) throw error;
    throw checkpointNotWritten(file, reason, error);
  }
}

/** Code `checkpoint-not-read`: something is there, but the system doesn't return its bytes. */
export function checkpointNotRead(file: string, cause: unknown): MigrationError {
  const reason = readReason(cause);
  if (reason === undefined) throw cause;
  return checkpointMessages.error("checkpoint-not-read", { file, reason }, { cause });
}

/** Code `checkpoint-of-another-migration`. */
export function checkpointOfAnotherMigration(
  file: string,
  found: Fingerprint,
  expected: Fingerprint,
): MigrationError {
  return checkpointMessages.error("checkpoint-of-another-migration", {
    file,
    found: describeMigration(found),
    expected: describeMigration(expected),
  });
}

/** Code `checkpoint-in-use`. */
export function checkpointInUse(file: string, cause: unknown): MigrationError {
  return checkpointMessages.error("checkpoint-in-use", { file }, { cause });
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
  return checkpointMessages.error("checkpoint-required", {
    checkpoint,
    refusals: refusals.map((refusal) => `\n${refusal}`).join(""),
  });
}

/** Code `checkpoint-too-new`. */
export function checkpointTooNew(file: string, version: string): MigrationError {
  return checkpointMessages.error("checkpoint-too-new", {
    file,
    version,
    newest: checkpointVersion,
  });
}
