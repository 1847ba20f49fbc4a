import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { maskOf } from "../../domain/secret-mask.ts";
import {
  AnswerTooLargeError,
  fetchAnswer,
  RedirectRefusedError,
  type WholeAnswer,
} from "../../http/fetch-answer.ts";
import { createThrottle } from "../../resilience/adaptive-concurrency.ts";
import { createRetry, type OnRetry } from "../../resilience/retry.ts";
import { errorsFailure, graphqlErrors, statusFailure } from "./answer-failure.ts";
import { graphqlAddress } from "./api-address.ts";
import { GithubFailure } from "./github-failure.ts";
import { githubMessages } from "./messages.ts";

/** How requests are sent to GitHub. */
export interface GithubClientOptions {
  /** `owner/name`, for messages. */
  readonly repository: string;
  /** Undefined to ask as anybody. */
  readonly token?: string | undefined;
  /** Of the REST API, `https://api.github.com` if omitted. */
  readonly apiUrl?: string | undefined;
  /** Repetitions of a request that failed for a reason that may pass. */
  readonly maxRetries: number;
  /** Wait before the first repetition in ms, 500 if omitted. */
  readonly firstDelayMs?: number | undefined;
  /** Requests at once while GitHub takes them, 4 if omitted: it asks for few. */
  readonly concurrency?: number | undefined;
  /** Time for one request and its whole answer in ms, 60,000 if omitted. */
  readonly requestTimeoutMs?: number | undefined;
  /** Called before each wait. */
  readonly onRetry?: OnRetry | undefined;
  /** The global `fetch` if omitted. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** A number of things asked for at once, which becomes less where GitHub can't answer in its time. */
export interface PageSize {
  items: number;
}

/** A GraphQL query and the form of its `data`. */
export interface GithubQuery<T> {
  readonly text: string;
  readonly data: z.ZodType<T>;
}

/** A page of a REST list. */
export interface RestPage<T> {
  readonly body: T;
  /** Address of the page that follows; undefined for the last one. */
  readonly next: string | undefined;
}

/** Sends requests to GitHub's APIs; again where a failure may pass. */
export interface GithubClient {
  /**
   * The `data` of a GraphQL query, which is whole: an answer with errors is a failure.
   * @param size given to the query as `$first`; halved, for the next queries too, where it is too much
   * @throws GithubFailure, a MigrationError `github-left-alone` while the circuit is open, or the
   * signal's reason when that is aborted
   */
  query<T>(
    query: GithubQuery<T>,
    variables: Readonly<Record<string, unknown>>,
    size: PageSize,
    signal: AbortSignal,
  ): Promise<T>;
  /** An answer of the REST API. `address` is a path below the API's or a `next`. Throws as above. */
  rest<T>(address: string, body: z.ZodType<T>, signal: AbortSignal): Promise<RestPage<T>>;
}

/** Source: https://docs.github.com/en/rest/about-the-rest-api/api-versions */
const apiVersion = "2022-11-28";

/** Has `body_html` beside the text. Source: GitHub REST documentation, "Media types". */
const withHtml = "application/vnd.github.full+json";

const whole = z.object({ data: z.unknown(), errors: z.unknown().optional() });

/** A client of GitHub's two APIs. */
export function createGithubClient(options: GithubClientOptions): GithubClient {
  const { repository, token, requestTimeoutMs = 60_000 } = options;
  const apiUrl = (options.apiUrl ?? "https://api.github.com").replace(/\/+$/, "");
  const fetch = options.fetch ?? globalThis.fetch;
  const mask = maskOf([token]);
  const retry = createRetry({
    maxRetries: options.maxRetries,
    isTransient: (error) => error instanceof GithubFailure && error.isTransient,
    retryAfterMs: (error) => (error instanceof GithubFailure ? error.retryAfterMs : undefined),
    ...(options.firstDelayMs === undefined ? {} : { firstDelayMs: options.firstDelayMs }),
    ...(options.onRetry === undefined ? {} : { onRetry: options.onRetry }),
    leftAlone: (last) => githubMessages.error("github-left-alone", { last: last.message }),
  });
  const throttle = createThrottle({
    concurrency: options.concurrency ?? 4,
    isOverload: (error) => error instanceof GithubFailure && error.isOverload,
  });
  const headers = {
    "user-agent": "hugo-comment-migration",
    "x-github-api-version": apiVersion,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };

  let pausedUntil = 0;

  /** While GitHub asks for a pause, any further request would prolong it. */
  async function afterPause<T>(request: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let ms = pausedUntil - Date.now(); ms > 0; ms = pausedUntil - Date.now()) {
      await sleep(ms, undefined, { signal });
    }
    try {
      return await request();
    } catch (error) {
      const waitMs = error instanceof GithubFailure ? (error.retryAfterMs ?? 0) : 0;
      pausedUntil = Math.max(pausedUntil, Date.now() + waitMs);
      throw error;
    }
  }

  const repeated = <T>(request: () => Promise<T>, signal: AbortSignal): Promise<T> =>
    retry(() => throttle(() => afterPause(request, signal), signal), signal);

  async function send(address: string, init: RequestInit, signal: AbortSignal) {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]);
    const answer = await fetchAnswer(address, { ...init, signal: limit }, fetch).catch(
      (error: unknown) => {
        throw signal.aborted ? signal.reason : connectionFailure(address, error);
      },
    );
    const asked = { address, repository, hasToken: token !== undefined };
    if (answer.status !== 200) throw statusFailure(answer, asked, mask);
    return { answer, asked, body: jsonOf(answer, address) };
  }

  async function queryOnce<T>(
    { text, data }: GithubQuery<T>,
    variables: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<T> {
    const body = JSON.stringify({ query: text, variables });
    const init = {
      method: "POST",
      body,
      headers: { ...headers, "content-type": "application/json" },
    };
    const { answer, asked, body: given } = await send(graphqlAddress(apiUrl), init, signal);
    const outer = parsed(whole, given);
    const errors = graphqlErrors.safeParse(outer.errors);
    if (errors.success) throw errorsFailure(errors.data, answer, asked);
    return parsed(data, outer.data);
  }

  return {
    query: (query, variables, size, signal) =>
      repeated(async () => {
        const first = size.items;
        try {
          return await queryOnce(query, { ...variables, first }, signal);
        } catch (error) {
          const isTooHeavy = error instanceof GithubFailure && error.isTooHeavy;
          if (isTooHeavy) size.items = Math.max(1, Math.min(size.items, Math.floor(first / 2)));
          throw error;
        }
      }, signal),
    rest: (address, form, signal) =>
      repeated(async () => {
        const url = /^https?:/.test(address) ? address : `${apiUrl}${address}`;
        const init = { headers: { ...headers, accept: withHtml } };
        const { answer, body } = await send(url, init, signal);
        return { body: parsed(form, body), next: nextPage(answer, apiUrl) };
      }, signal),
  };
}

function connectionFailure(address: string, error: unknown): GithubFailure {
  const { origin } = new URL(address);
  if (error instanceof RedirectRefusedError) {
    const words = { address: origin, target: error.target };
    return new GithubFailure(githubMessages.words("github-redirected", words));
  }
  if (error instanceof AnswerTooLargeError) return unexpected(error.message, error);
  const words = { address: origin, reason: deepestReason(error) };
  return new GithubFailure(githubMessages.words("github-comments-unreachable", words), {
    isTransient: true,
    cause: error,
  });
}

/** fetch wraps what happened, sometimes more than once; the innermost error names it. */
function deepestReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return deepestReason(error.cause);
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.name === "TimeoutError" ? error.name : error.message;
}

function jsonOf({ text }: WholeAnswer, address: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (text !== "" && !/^\s*[{[]/.test(text)) {
      const words = githubMessages.words("github-not-the-api", { address });
      throw new GithubFailure(words, { cause: error });
    }
    const words = githubMessages.words("github-broken-answer", { reason: error.message });
    throw new GithubFailure(words, { isTransient: true, cause: error });
  }
}

function parsed<T>(form: z.ZodType<T>, value: unknown): T {
  const result = form.safeParse(value);
  if (!result.success) throw unexpected(z.prettifyError(result.error), result.error);
  return result.data;
}

/**
 * The address of the next page, which is at the API like the first one.
 * Source: https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
function nextPage({ headers }: WholeAnswer, apiUrl: string): string | undefined {
  const next = /<([^<>]*)>;\s*rel="next"/.exec(headers.get("link") ?? "")?.[1];
  if (next === undefined) return undefined;
  if (!URL.canParse(next) || new URL(next).origin !== new URL(apiUrl).origin) {
    throw unexpected("the next page of a list is at another server");
  }
  return next;
}

function unexpected(reason: string, cause?: unknown): GithubFailure {
  const words = githubMessages.words("github-unexpected-answer", { reason });
  return new GithubFailure(words, { cause });
}
