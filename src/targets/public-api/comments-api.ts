import type { PublishedComment } from "../../domain/kept-comment.ts";
import type { Message } from "../../domain/message-catalogue.ts";
import { MigrationError } from "../../domain/migration-error.ts";
import {
  AnswerTooLargeError,
  fetchAnswer,
  RedirectRefusedError,
  type WholeAnswer,
} from "../../http/fetch-answer.ts";
import { createRetry, type OnRetry } from "../../resilience/retry.ts";
import { publicApiMessages } from "./messages.ts";

/** How a comment system's public API shows the comments of a page. */
export interface CommentsApi {
  /** For how long an answer may be kept and given again, in ms; absent where it never is. */
  readonly staleForMs?: number;
  /**
   * Address below the API's base.
   * @param cursor `next` of the answer before
   */
  path(page: string, cursor: string | undefined): string;
  /**
   * What is posted to that address, as JSON; with GET nothing is.
   * @param cursor as that of `path`
   */
  body?(page: string, cursor: string | undefined): unknown;
  /**
   * The comments of an answer, and where there are more.
   * @throws ZodError for an answer of another shape
   */
  read(answer: unknown): {
    readonly comments: readonly PublishedComment[];
    readonly next: string | undefined;
  };
}

/** Where the API is, and how patient to be. */
export interface PublishedCommentsOptions {
  /** Without a slash at its end. */
  readonly apiBase: string;
  /** The site's origin: an API that is asked by browsers may answer that one only. */
  readonly origin?: string | undefined;
  readonly maxRetries: number;
  readonly onRetry?: OnRetry;
  readonly fetch?: typeof globalThis.fetch;
  /** Time for one request and its whole answer, in ms; 30,000 by default. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 30_000;
const mostPages = 1_000;

class ApiError extends MigrationError {
  override readonly name = "ApiError";
  readonly transient: boolean;

  constructor({ code, message, remedy }: Message<"error">, transient: boolean, cause?: unknown) {
    super(code, message, { remedy, cause });
    this.transient = transient;
  }
}

/** Reads comments as readers see them: through the comment system's public API. */
export function createPublishedComments(api: CommentsApi, options: PublishedCommentsOptions) {
  const { maxRetries, onRetry, origin, fetch = globalThis.fetch } = options;
  const { timeoutMs = defaultTimeoutMs } = options;
  const headers = {
    accept: "application/json",
    "cache-control": "no-cache",
    ...(origin === undefined ? {} : { origin }),
  };
  const retry = createRetry({
    maxRetries,
    isTransient: (error) => error instanceof ApiError && error.transient,
    ...(onRetry === undefined ? {} : { onRetry }),
  });
  return {
    staleForMs: api.staleForMs ?? 0,
    /**
     * All comments that the API shows on a page.
     * @throws MigrationError `comments-api-failed`
     */
    async readPage(page: string, signal: AbortSignal): Promise<readonly PublishedComment[]> {
      const comments: PublishedComment[] = [];
      let cursor: string | undefined;
      for (let pages = 0; pages < mostPages; pages += 1) {
        const url = `${options.apiBase}${api.path(page, cursor)}`;
        const asking = { ...requestOf(api.body?.(page, cursor), headers), fetch, timeoutMs };
        const answer = await retry(() => ask(url, asking, signal), signal);
        const read = readAnswer(api, url, answer);
        comments.push(...read.comments);
        if (read.next === undefined) return comments;
        cursor = read.next;
      }
      throw new ApiError(publicApiMessages.words("comments-api-failed/endless", { page }), false);
    },
  };
}

function readAnswer(api: CommentsApi, url: string, answer: unknown) {
  try {
    return api.read(answer);
  } catch (error) {
    throw new ApiError(
      publicApiMessages.words("comments-api-failed/unexpected-answer", { url }),
      false,
      error,
    );
  }
}

/** How it is asked, with what is posted to it. */
function requestOf(body: unknown, headers: Readonly<Record<string, string>>) {
  if (body === undefined) return { headers };
  return {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}

interface Asking extends Readonly<Pick<RequestInit, "method" | "body">> {
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
}

async function ask(url: string, asking: Asking, signal: AbortSignal): Promise<unknown> {
  const { status, text } = await answerTo(url, asking, signal);
  if (status < 200 || status > 299) {
    const transient = status === 429 || status >= 500;
    throw new ApiError(
      publicApiMessages.words("comments-api-failed/status", { url, status }),
      transient,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiError(
      publicApiMessages.words("comments-api-failed/no-json", { url }),
      false,
      error,
    );
  }
}

async function answerTo(
  url: string,
  { fetch, timeoutMs, ...init }: Asking,
  signal: AbortSignal,
): Promise<WholeAnswer> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  try {
    return await fetchAnswer(url, { ...init, signal: limit }, fetch);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RedirectRefusedError) {
      const { target } = error;
      throw new ApiError(
        publicApiMessages.words("comments-api-failed/redirect", { url, target }),
        false,
        error,
      );
    }
    if (error instanceof AnswerTooLargeError) {
      const reason = error.message;
      throw new ApiError(
        publicApiMessages.words("comments-api-failed/too-large", { url, reason }),
        false,
        error,
      );
    }
    throw new ApiError(
      publicApiMessages.words("comments-api-failed/unreachable", { url }),
      true,
      error,
    );
  }
}
