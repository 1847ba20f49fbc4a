import type { Message } from "../domain/message-catalogue.ts";
import { MigrationError, type MigrationErrorOptions } from "../domain/migration-error.ts";

/** What is known of a failed request. */
interface R2ErrorOptions extends MigrationErrorOptions {
  /** Whether it may pass by itself. */
  readonly transient: boolean;
  /** The wait that the server asked for in ms, where it did. */
  readonly retryAfterMs?: number | undefined;
}

/** A request to a bucket that failed; a transient failure may pass by itself. */
export class R2Error extends MigrationError {
  override readonly name = "R2Error";
  readonly transient: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(
    { code, message, remedy, stopsRun }: Message<"error">,
    details: Omit<R2ErrorOptions, "remedy" | "stopsRun">,
  ) {
    super(code, message, { ...details, remedy, stopsRun });
    this.transient = details.transient;
    this.retryAfterMs = details.retryAfterMs;
  }
}
