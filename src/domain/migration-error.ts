import type { SourceLocation } from "./source-location.ts";

/** Details of a {@link MigrationError}. */
export interface MigrationErrorOptions {
  /** What the user can do about it, one sentence. */
  readonly remedy?: string;
  readonly location?: SourceLocation;
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

  constructor(code: string, message: string, options: MigrationErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.remedy = options.remedy;
    this.location = options.location;
  }
}
