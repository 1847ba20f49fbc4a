import type { SourceLocation } from "./source-location.ts";

/** Details of a {@link MigrationError}. */
export interface MigrationErrorOptions {
  /** What the user can do about it, one sentence. */
  readonly remedy?: string;
  readonly location?: SourceLocation;
  /** Whether every page would meet the same; false if omitted. */
  readonly stopsRun?: boolean;
  readonly cause?: unknown;
}

/**
 * A failure that this program understands and explains. `message` says what happened and where;
 * `remedy` what to do. Subclasses exist only where a caller tells them apart.
 */
export class MigrationError extends Error {
  override readonly name: string = "MigrationError";
  /** Stable name of the failure, in kebab-case. */
  readonly code: string;
  readonly remedy: string | undefined;
  readonly location: SourceLocation | undefined;
  /** Whether every page would meet the same, so that it makes no sense to go on. */
  readonly stopsRun: boolean;

  constructor(code: string, message: string, options: MigrationErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.remedy = options.remedy;
    this.location = options.location;
    this.stopsRun = options.stopsRun ?? false;
  }
}

/** Whether an error concerns the whole run, and not just what was being done. */
export function isOfWholeRun(error: unknown): boolean {
  return error instanceof MigrationError && error.stopsRun;
}
