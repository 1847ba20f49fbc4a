import type { Message } from "../../domain/message-catalogue.ts";
import { MigrationError } from "../../domain/migration-error.ts";

/** Details of a {@link HomeserverFailure}. */
interface HomeserverFailureOptions {
  readonly cause?: unknown;
  /** Whether the same request may succeed a little later; false when left out. */
  readonly transient?: boolean;
  /** The wait that the homeserver asked for, in ms. */
  readonly retryAfterMs?: number | undefined;
  /** HTTP status of the answer, where one came. */
  readonly status?: number;
  /** The homeserver's own name of the error, such as `M_FORBIDDEN`. */
  readonly errcode?: string | undefined;
}

/** A request to the homeserver that failed. Callers allow-list the ones that they can live with. */
export class HomeserverFailure extends MigrationError {
  override readonly name: string = "HomeserverFailure";
  readonly transient: boolean;
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;
  readonly errcode: string | undefined;

  constructor(
    { code, message, remedy, stopsRun }: Message<"error">,
    options: HomeserverFailureOptions = {},
  ) {
    super(code, message, { remedy, stopsRun, cause: options.cause });
    this.transient = options.transient ?? false;
    this.retryAfterMs = options.retryAfterMs;
    this.status = options.status;
    this.errcode = options.errcode;
  }
}

/** Whether the homeserver says that the account may not do this. */
export function isForbidden(error: unknown): error is HomeserverFailure {
  return (
    error instanceof HomeserverFailure &&
    (error.errcode === "M_FORBIDDEN" || error.errcode === "M_GUEST_ACCESS_FORBIDDEN")
  );
}
