import type { Message } from "../../domain/message-catalogue.ts";
import { MigrationError } from "../../domain/migration-error.ts";

/** Details of a {@link GithubFailure}. */
interface GithubFailureOptions {
  readonly cause?: unknown;
  /** Whether the same request may succeed a little later; false if omitted. */
  readonly isTransient?: boolean;
  /** The wait that GitHub asked for, in ms. */
  readonly retryAfterMs?: number;
  /** Whether GitHub says that it is asked for too much at once; false if omitted. */
  readonly isOverload?: boolean;
  /** Whether a request for fewer things may succeed; false if omitted. */
  readonly isTooHeavy?: boolean;
  /** Whether GitHub says that the thing asked for is not there; false if omitted. */
  readonly isNotFound?: boolean;
}

/** A request to GitHub that failed. Callers allow-list the ones that they can live with. */
export class GithubFailure extends MigrationError {
  override readonly name: string = "GithubFailure";
  readonly isTransient: boolean;
  readonly retryAfterMs: number | undefined;
  readonly isOverload: boolean;
  readonly isTooHeavy: boolean;
  readonly isNotFound: boolean;

  constructor(
    { code, message, remedy, stopsRun }: Message<"error">,
    options: GithubFailureOptions = {},
  ) {
    super(code, message, { remedy, stopsRun, cause: options.cause });
    this.isTransient = options.isTransient ?? false;
    this.retryAfterMs = options.retryAfterMs;
    this.isOverload = options.isOverload ?? false;
    this.isTooHeavy = options.isTooHeavy ?? false;
    this.isNotFound = options.isNotFound ?? false;
  }
}
