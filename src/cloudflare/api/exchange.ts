import { setTimeout as sleep } from "node:timers/promises";
import { maskOf } from "../../domain/secret-mask.ts";
import {
  AnswerTooLargeError,
  fetchAnswer,
  RedirectRefusedError,
  type WholeAnswer,
} from "../../http/fetch-answer.ts";
import { pauseMs } from "./rate-limit.ts";

/** What is sent to an address of Cloudflare's API; a GET without a body where nothing is given. */
interface ApiRequest {
  readonly method?: "GET" | "POST" | "PUT";
  readonly headers?: Readonly<Record<string, string>>;
  /** A file's is read from the disk as it is sent. */
  readonly body?: string | Blob;
  /** Time for the request and its whole answer in ms, where it is another than for the others. */
  readonly timeoutMs?: number;
}

/** Sends a request to an address of Cloudflare's API. */
export type Exchange = (
  url: string,
  signal: AbortSignal,
  request?: ApiRequest,
) => Promise<WholeAnswer>;

/** The errors of requests that got no answer, in the words of the service that is asked. */
export interface ExchangeFailures {
  /** Something redirects to another address, which must not receive the token. */
  moved(url: string, error: RedirectRefusedError): Error;
  /** More came than an answer can have. */
  tooLarge(url: string, error: AnswerTooLargeError): Error;
  /** Cloudflare's API takes no request for so many ms. */
  rateLimited(url: string, waitMs: number): Error;
  /** No answer came within so many ms; the request may have been carried out all the same. */
  timedOut(url: string, timeoutMs: number): Error;
  /** The connection failed before, during or after the request. */
  unreachable(url: string, error: unknown): Error;
}

/** A longer pause is for whoever repeats the request: it is limited there, and logged. */
const longestPauseMs = 9_000;

/** What holds for all requests. */
interface ExchangeOptions {
  readonly apiToken: string;
  readonly fetch: typeof globalThis.fetch;
  /** Time for one request and its whole answer, in ms. */
  readonly timeoutMs: number;
  readonly failures: ExchangeFailures;
}

/**
 * Sends requests to Cloudflare's API as the bearer of a token, and waits before a request when the
 * answer before it reported that none is left for now.
 * It throws one of the failures where no answer comes, and the signal's reason when that is aborted.
 */
export function createExchange(options: ExchangeOptions): Exchange {
  const { apiToken, failures } = options;
  const mask = maskOf([apiToken]);
  let notBefore = 0;
  return async (url, signal, request = {}) => {
    signal.throwIfAborted();
    const wait = Math.max(0, notBefore - Date.now());
    if (wait > longestPauseMs) throw failures.rateLimited(url, wait);
    await sleep(wait, undefined, { signal }).catch(() => {
      throw signal.reason;
    });
    const { timeoutMs = options.timeoutMs, ...sent } = request;
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      const { status, headers, text } = await fetchAnswer(
        url,
        {
          ...sent,
          headers: { ...sent.headers, Authorization: `Bearer ${apiToken}` },
          signal: AbortSignal.any([signal, limit]),
        },
        options.fetch,
      );
      notBefore = Date.now() + pauseMs(headers);
      return { status, headers, text: mask(text) };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof RedirectRefusedError) throw failures.moved(url, error);
      if (error instanceof AnswerTooLargeError) throw failures.tooLarge(url, error);
      throw limit.aborted ? failures.timedOut(url, timeoutMs) : failures.unreachable(url, error);
    }
  };
}

/** A request with a value as JSON. */
export function jsonRequest(value: unknown): ApiRequest {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(value),
  };
}

/** fetch wraps what happened, sometimes more than once; the innermost error names it. */
export function connectionReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return connectionReason(error.cause);
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
