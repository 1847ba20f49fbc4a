import { isTransientStatus, movedAway, notAHomeserver } from "./answer-failure.ts";
import { connectionFailure } from "./connection-failure.ts";

/** Sends a request and gives the whole answer; what matrix-js-sdk uses as its `fetch`. */
export type Fetch = typeof globalThis.fetch;

/** What holds for all exchanges with a homeserver. */
export interface ExchangeOptions {
  /** The homeserver's address as errors show it. */
  readonly address: string;
  readonly fetch: Fetch;
  /** Time for one request and its whole answer, in ms. */
  readonly timeoutMs: number;
}

/**
 * A `fetch` that ends with the signal or its time, the answer's body included (matrix-js-sdk's own
 * limit covers only the head), and that lets only a homeserver's answers through. A redirect to
 * another origin is an error: fetch drops the access token there, so that it never leaks, but
 * nothing could be read.
 * It throws a HomeserverFailure, or the signal's reason when that is aborted.
 */
export function createExchange(options: ExchangeOptions, signal: AbortSignal): Fetch {
  const { address, timeoutMs } = options;
  return async (input, init) => {
    const { response, text } = await fetchWhole(
      (limit) => options.fetch(input, { ...init, signal: limit }),
      AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    ).catch((error: unknown) => {
      throw signal.aborted ? signal.reason : connectionFailure(address, error);
    });

    if (response.redirected) {
      const { origin } = new URL(response.url);
      if (origin !== new URL(requestUrl(input)).origin) throw movedAway(address, origin);
    }

    const isJson = /^\s*[{[]/.test(text);
    const isCutOff = text === "" && response.ok;
    if (!isJson && !isCutOff && !isTransientStatus(response.status)) {
      const came = /^\s*</.test(text) ? "a web page" : "something that is not JSON";
      throw notAHomeserver(address, response.status, came);
    }
    return new Response(text, {
      status: isCutOff ? 200 : response.status,
      headers: answerHeaders(response, isJson),
    });
  };
}

async function fetchWhole(
  start: (signal: AbortSignal) => Promise<Response>,
  signal: AbortSignal,
): Promise<{ readonly response: Response; readonly text: string }> {
  const response = await start(signal);
  return { response, text: await response.text() };
}

function requestUrl(input: Parameters<Fetch>[0]): string | URL {
  return input instanceof Request ? input.url : input;
}

/** Homeservers behind proxies don't always name the type; matrix-js-sdk reads errors only by it. */
function answerHeaders(response: Response, isJson: boolean): Headers {
  const headers = new Headers({ "content-type": isJson ? "application/json" : "text/plain" });
  const wait = response.headers.get("retry-after");
  if (wait !== null) headers.set("retry-after", wait);
  return headers;
}
