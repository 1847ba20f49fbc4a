import { setTimeout as sleep } from "node:timers/promises";
import { maskOf } from "../../domain/secret-mask.ts";
import {
  AnswerTooLargeError,
  fetchAnswer,
  RedirectRefusedError,
  type WholeAnswer,
} from "../../http/fetch-answer.ts";
import {
  answerTooLarge,
  apiMoved,
  connectionFailure,
  rateLimited,
  requestTimedOut,
} from "./api-failure.ts";
import { pauseMs } from "./rate-limit.ts";

/** Sends a request to an address of Cloudflare's API; with a body it is a POST of that as JSON. */
export type Exchange = (url: string, signal: AbortSignal, body?: unknown) => Promise<WholeAnswer>;

/** A longer pause is for whoever repeats the request: it is limited there, and logged. */
const longestPauseMs = 9_000;

/** What holds for all requests. */
export interface ExchangeOptions {
  readonly apiToken: string;
  readonly fetch: typeof globalThis.fetch;
  /** Time for one request and its whole answer, in ms. */
  readonly timeoutMs: number;
}

/**
 * Sends requests to Cloudflare's API as the bearer of a token, and waits before a request when the
 * answer before it reported that none is left for now.
 * It throws D1Error where no answer comes, and the signal's reason when that is aborted.
 */
export function createExchange(options: ExchangeOptions): Exchange {
  const { apiToken, timeoutMs } = options;
  const mask = maskOf([apiToken]);
  let notBefore = 0;
  return async (url, signal, body) => {
    signal.throwIfAborted();
    const wait = Math.max(0, notBefore - Date.now());
    if (wait > longestPauseMs) throw rateLimited(url, wait);
    await sleep(wait, undefined, { signal }).catch(() => {
      throw signal.reason;
    });
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      const request = {
        method: body === undefined ? "GET" : "POST",
        headers: { Authorization: `Bearer ${apiToken}`, "Content-Type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.any([signal, limit]),
      };
      const { status, headers, text } = await fetchAnswer(url, request, options.fetch);
      notBefore = Date.now() + pauseMs(headers);
      return { status, headers, text: mask(text) };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof RedirectRefusedError) throw apiMoved(url, error);
      if (error instanceof AnswerTooLargeError) throw answerTooLarge(url, error);
      throw limit.aborted ? requestTimedOut(url, timeoutMs) : connectionFailure(url, error);
    }
  };
}
