import type { CommentSource, MediaAnswer } from "../../domain/ports.ts";
import { fetchFromAnywhere, RedirectRefusedError } from "../../http/fetch-answer.ts";
import { StallLimit, slowestFileMs } from "../../http/stall-limit.ts";
import { createRetry, type OnRetry, type Retry } from "../../resilience/retry.ts";

/** How public files are read. */
export interface FileReaderOptions {
  /** Repetitions of a request that failed for a reason that may pass. */
  readonly maxRetries: number;
  /** Wait before the first repetition in ms, 500 if omitted. */
  readonly firstDelayMs?: number | undefined;
  /** Time without a byte after which a file is given up in ms, 60,000 if omitted. */
  readonly requestTimeoutMs?: number | undefined;
  /** Called before each wait. */
  readonly onRetry?: OnRetry | undefined;
  /** The global `fetch` if omitted. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

type ReadMedia = NonNullable<CommentSource["readMedia"]>;
type Failure = Exclude<MediaAnswer<never>, { readonly is: "read" }>;

/**
 * Reads files by their http(s) addresses as anybody could, without credentials. Redirects lead to
 * https addresses only. A server that can't be reached costs its files, and not the comments, which are
 * elsewhere.
 */
export function createFileReader(options: FileReaderOptions): ReadMedia {
  const retries = new Map<string, Retry>();
  const retryFor = (host: string) => {
    const retry = retries.get(host) ?? retryWith(options);
    retries.set(host, retry);
    return retry;
  };
  return async (attachment, receive, signal) => {
    const url = new URL(attachment.address);
    try {
      const result = await retryFor(url.host)(() => attempt(url, receive, options, signal), signal);
      return { is: "read", result };
    } catch (error) {
      if (error instanceof FileFailure) return error.answer;
      throw error;
    }
  };
}

/** One file that did not come. */
class FileFailure extends Error {
  override readonly name = "FileFailure";
  readonly answer: Failure;
  readonly isTransient: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    answer: Failure,
    more: { isTransient?: boolean; retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.answer = answer;
    this.isTransient = more.isTransient ?? false;
    this.retryAfterMs = more.retryAfterMs;
  }
}

function retryWith({ maxRetries, firstDelayMs, onRetry }: FileReaderOptions): Retry {
  return createRetry({
    maxRetries,
    isTransient: (error) => error instanceof FileFailure && error.isTransient,
    retryAfterMs: (error) => (error instanceof FileFailure ? error.retryAfterMs : undefined),
    ...(firstDelayMs === undefined ? {} : { firstDelayMs }),
    ...(onRetry === undefined ? {} : { onRetry }),
    // The last failure may be of another kind, and is of another file.
    leftAlone: ({ message }) => new FileFailure(message, { is: "broken-off" }),
  });
}

async function attempt<T>(
  url: URL,
  receive: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
  { requestTimeoutMs = 60_000, fetch = globalThis.fetch }: FileReaderOptions,
  signal: AbortSignal,
): Promise<T> {
  using stall = new StallLimit(requestTimeoutMs);
  const limit = AbortSignal.any([signal, stall.signal, AbortSignal.timeout(slowestFileMs)]);
  const failed = (error: unknown): FileFailure => {
    signal.throwIfAborted();
    if (error instanceof RedirectRefusedError) {
      const answer = { is: "refused", status: redirected } as const;
      return new FileFailure(error.message, answer, { cause: error });
    }
    const message = `${url.host} did not send all of a file`;
    return new FileFailure(message, { is: "broken-off" }, { isTransient: true, cause: error });
  };
  const response = await fetchFromAnywhere(url, undefined, {
    signal: limit,
    fetch,
    onlyToEncrypted: true,
  }).catch((error: unknown) => {
    throw failed(error);
  });
  if (!response.ok) {
    await discard(response);
    throw refusal(url, response);
  }
  if (isPage(response) && !/\.x?html?$/i.test(url.pathname)) {
    await discard(response);
    throw new FileFailure(`${url.host} answers with a web page`, { is: "replaced" });
  }
  const chunks = async function* () {
    try {
      for await (const chunk of response.body ?? []) {
        stall.restart();
        yield chunk;
      }
    } catch (error) {
      throw failed(error);
    }
  };
  // Awaited here, because the limit ends with this function.
  return await receive(chunks());
}

/** Of a body that broke off already, nothing is left to be discarded. */
async function discard({ body }: Response): Promise<void> {
  await body?.cancel().catch(() => {});
}

/** Uploads are pictures and documents; a server that has them no more may say so without a status. */
function isPage({ headers }: Response): boolean {
  return /^(?:text\/html|application\/xhtml\+xml)\b/i.test(headers.get("content-type") ?? "");
}

/** Of a redirect that is not followed. */
const redirected = 302;

function refusal({ host }: URL, { status, headers }: Response): FileFailure {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return new FileFailure(
    `${host} answers with HTTP status ${status}`,
    { is: "refused", status },
    {
      isTransient: status === 408 || status === 429 || status >= 500,
      retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined,
    },
  );
}
