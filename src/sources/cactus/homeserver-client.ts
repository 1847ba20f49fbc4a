import { MatrixClient } from "matrix-js-sdk";
import type { z } from "zod";
import type { AddressOrigin } from "../../domain/address-origin.ts";
import type { MigrationError } from "../../domain/migration-error.ts";
import { createThrottle } from "../../resilience/adaptive-concurrency.ts";
import { createRetry, type OnRetry } from "../../resilience/retry.ts";
import { answerFailure, unexpectedAnswer } from "./answer-failure.ts";
import { createExchange, type Fetch } from "./exchange.ts";
import { HomeserverFailure } from "./homeserver-failure.ts";
import { cactusMessages } from "./messages.ts";
import { silentLogger } from "./silent-logger.ts";

/** How requests are sent to a homeserver. */
export interface HomeserverClientOptions {
  readonly homeserverUrl: string;
  /** Who named that address, for messages about it; the user's input when left out. */
  readonly homeserverUrlFrom?: AddressOrigin | undefined;
  /** Repetitions of a request that failed for a reason that may pass. */
  readonly maxRetries: number;
  /** Wait before the first repetition, in ms, 500 when left out. */
  readonly firstDelayMs?: number;
  /** Requests at once while the homeserver takes them, 10 when left out. */
  readonly concurrency?: number;
  /** Time for one request and its whole answer, in ms, 60,000 when left out. */
  readonly requestTimeoutMs?: number;
  /** What errors must not repeat of the homeserver's words, besides access tokens. */
  readonly secrets?: readonly (string | undefined)[];
  /** Called before each wait. */
  readonly onRetry?: OnRetry;
  /** The global `fetch` when left out. */
  readonly fetch?: Fetch;
}

/** A request to a homeserver and the shape of its answer. */
export interface HomeserverRequest<T> {
  /** Undefined for a request without an account. */
  readonly accessToken?: string;
  readonly send: (client: MatrixClient) => Promise<unknown>;
  readonly answer: z.ZodType<T>;
}

/** Sends requests to one homeserver. */
export interface HomeserverClient {
  /**
   * Sends a request, again where the failure may pass, and returns its answer.
   * @throws HomeserverFailure, a MigrationError `homeserver-left-alone` while the circuit is open,
   * or the signal's reason when that is aborted
   */
  request<T>(request: HomeserverRequest<T>, signal: AbortSignal): Promise<T>;
  /**
   * Makes attempts of another kind by the same rules: again where a HomeserverFailure may pass, and
   * no more at once than the homeserver takes.
   */
  repeat<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** A client of a homeserver: matrix-js-sdk's requests, without sync and without encryption. */
export function createHomeserverClient(options: HomeserverClientOptions): HomeserverClient {
  const { homeserverUrl, firstDelayMs, onRetry } = options;
  const address = { url: homeserverUrl, from: options.homeserverUrlFrom };
  const exchangeOptions = {
    address,
    fetch: options.fetch ?? globalThis.fetch,
    timeoutMs: options.requestTimeoutMs ?? 60_000,
    secrets: options.secrets ?? [],
  };
  const retry = createRetry({
    maxRetries: options.maxRetries,
    isTransient: (error) => error instanceof HomeserverFailure && error.transient,
    retryAfterMs: (error) => (error instanceof HomeserverFailure ? error.retryAfterMs : undefined),
    ...(firstDelayMs === undefined ? {} : { firstDelayMs }),
    ...(onRetry === undefined ? {} : { onRetry }),
    leftAlone: (lastFailure) => leftAlone(homeserverUrl, lastFailure),
  });
  const throttle = createThrottle({
    concurrency: options.concurrency ?? 10,
    isOverload: (error) => error instanceof HomeserverFailure && error.status === 429,
  });

  async function attempt<T>(request: HomeserverRequest<T>, signal: AbortSignal): Promise<T> {
    const exchange = createExchange(exchangeOptions, signal);
    let failure: unknown;
    const client = new MatrixClient({
      baseUrl: homeserverUrl,
      // matrix-js-sdk's ConnectionError keeps only the message of what its fetch threw.
      fetchFn: (input, init) =>
        exchange(input, init).catch((error: unknown) => {
          failure = error;
          throw error;
        }),
      ...(request.accessToken === undefined ? {} : { accessToken: request.accessToken }),
      logger: silentLogger,
      disableVoip: true,
    });
    const answer = await request.send(client).catch((error: unknown) => {
      throw failure ?? answerFailure(address, error);
    });
    const parsed = request.answer.safeParse(answer);
    if (!parsed.success) throw unexpectedAnswer(address, parsed.error);
    return parsed.data;
  }

  function repeat<T>(once: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return retry(() => throttle(once, signal), signal);
  }

  return {
    repeat,
    request: (request, signal) => repeat(() => attempt(request, signal), signal),
  };
}

function leftAlone(address: string, lastFailure: Error): MigrationError {
  const words = { address, last: ` The last failure: ${lastFailure.message}` };
  return cactusMessages.error("homeserver-left-alone", words, { cause: lastFailure });
}
