import { setTimeout as sleep } from "node:timers/promises";
import { connectionFailure, requestTimedOut } from "./api-failure.ts";
import { pauseMs } from "./rate-limit.ts";

/** An answer of Cloudflare's API, read to its end. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Sends a request to an address; with a body it is a POST of that as JSON. */
export type Exchange = (url: string, signal: AbortSignal, body?: unknown) => Promise<ApiAnswer>;

/** What holds for all requests. */
export interface ExchangeOptions {
  readonly apiToken: string;
  readonly fetch: typeof globalThis.fetch;
  /** Time for one request and its whole answer, in ms. */
  readonly timeoutMs: number;
}

/**
 * Sends requests to Cloudflare's API as the bearer of a token, and waits before a request when the
 * answer before it said that none is left for now.
 * It throws D1Error where no answer comes, and the signal's reason when that is aborted.
 */
export function createExchange({ apiToken, fetch, timeoutMs }: ExchangeOptions): Exchange {
  let notBefore = 0;
  return async (url, signal, body) => {
    await sleep(Math.max(0, notBefore - Date.now()), undefined, { signal }).catch(() => {
      throw signal.reason;
    });
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url, {
        method: body === undefined ? "GET" : "POST",
        headers: { Authorization: `Bearer ${apiToken}`, "Content-Type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: "manual",
        signal: AbortSignal.any([signal, limit]),
      });
      const { status, headers } = response;
      notBefore = Date.now() + pauseMs(headers);
      return { status, headers, text: await response.text() };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw limit.aborted ? requestTimedOut(url, timeoutMs) : connectionFailure(url, error);
    }
  };
}
