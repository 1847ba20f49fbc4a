import { maskOf } from "../../domain/secret-mask.ts";
import {
  AnswerTooLargeError,
  fetchAnswer,
  RedirectRefusedError,
  type WholeAnswer,
} from "../../http/fetch-answer.ts";
import { answerTooLarge, isTransientStatus, movedAway, notAHomeserver } from "./answer-failure.ts";
import { connectionFailure } from "./connection-failure.ts";
import type { NamedAddress } from "./named-address.ts";

/** Sends a request and returns the whole answer; what matrix-js-sdk uses as its `fetch`. */
export type Fetch = typeof globalThis.fetch;

/** What holds for all exchanges with a homeserver. */
export interface ExchangeOptions {
  readonly address: NamedAddress;
  readonly fetch: Fetch;
  /** Time for one request and its whole answer, in ms. */
  readonly timeoutMs: number;
  /** What an error that repeats the homeserver's words must not hold, besides the request's token. */
  readonly secrets?: readonly (string | undefined)[];
}

/**
 * A `fetch` that ends with the signal or its time, the answer's body included (matrix-js-sdk's own
 * limit covers only the head), and that lets only a homeserver's answers through. Nothing is sent
 * to another origin, and secrets that an error repeats are taken out of it.
 * It throws a HomeserverFailure, or the signal's reason when that is aborted.
 */
export function createExchange(options: ExchangeOptions, signal: AbortSignal): Fetch {
  const { address, timeoutMs } = options;
  return async (input, init) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const answer = await fetchAnswer(
      requestUrl(input),
      { ...init, signal: limit },
      options.fetch,
    ).catch((error: unknown) => {
      throw signal.aborted ? signal.reason : failureOf(address, error);
    });
    const { status } = answer;
    const isOk = status >= 200 && status < 300;
    const text = isOk
      ? answer.text
      : maskOf([bearerToken(init), ...(options.secrets ?? [])])(answer.text);

    const isJson = /^\s*[{[]/.test(text);
    const isCutOff = text === "" && isOk;
    if (!isJson && !isCutOff && !isTransientStatus(status)) {
      throw notAHomeserver(address, /^\s*</.test(text) ? "web-page" : "no-json", status);
    }
    return new Response(text, {
      status: isCutOff ? 200 : status,
      headers: answerHeaders(answer, isJson),
    });
  };
}

function failureOf(address: NamedAddress, error: unknown): Error {
  if (error instanceof RedirectRefusedError) return movedAway(address, error.target);
  if (error instanceof AnswerTooLargeError) return answerTooLarge(address, error);
  return connectionFailure(address, error);
}

function bearerToken(init: RequestInit | undefined): string | undefined {
  return new Headers(init?.headers).get("authorization")?.replace(/^Bearer /i, "");
}

function requestUrl(input: Parameters<Fetch>[0]): string | URL {
  return input instanceof Request ? input.url : input;
}

/** Homeservers behind proxies don't always name the type; matrix-js-sdk reads errors only by it. */
function answerHeaders(answer: WholeAnswer, isJson: boolean): Headers {
  const headers = new Headers({ "content-type": isJson ? "application/json" : "text/plain" });
  const wait = answer.headers.get("retry-after");
  if (wait !== null) headers.set("retry-after", wait);
  return headers;
}
