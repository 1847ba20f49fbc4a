/** An answer, read to its end. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * Longest body, unpacked: what the longest honest answer needs several times over, 500 events
 * of 64 KiB each, or the rows of a batch.
 */
const maxBytes = 128 * 1024 * 1024;

const mostRedirects = 5;

/** The server redirects the request to where it must not go. */
export class RedirectRefusedError extends Error {
  override readonly name = "RedirectRefusedError";
  /** Origin of the other server; of a request that can't be sent twice, the whole address. */
  readonly target: string;

  constructor(target: string) {
    super(`the request was redirected to ${target}`);
    this.target = target;
  }
}

/** The server sends more than an honest one would. */
export class AnswerTooLargeError extends Error {
  override readonly name = "AnswerTooLargeError";

  constructor() {
    super(`the answer is longer than ${maxBytes / 1024 / 1024} MiB`);
  }
}

/**
 * Sends a request and reads the answer to its end. No request leaves the origin that it is for:
 * `fetch` would drop an Authorization header at another origin, but send a body with a password
 * along, and a server could have addresses asked that only this machine reaches. So redirects are
 * followed within the origin and for GET alone.
 * The time limit is the caller's, by `init.signal`, which holds for the body as well.
 * @throws RedirectRefusedError, AnswerTooLargeError, or what `fetch` throws
 * Source: https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
export async function fetchAnswer(
  address: string | URL,
  init: RequestInit,
  fetch: typeof globalThis.fetch,
): Promise<WholeAnswer> {
  const response = await fetchAtOrigin(address, init, fetch);
  const text = await boundedText(response);
  return { status: response.status, headers: response.headers, text };
}

/** As {@link fetchAnswer}, with a body that nobody has read yet. */
export async function fetchAtOrigin(
  address: string | URL,
  init: RequestInit,
  fetch: typeof globalThis.fetch,
): Promise<Response> {
  let url = new URL(address);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const response = await fetch(url, { ...init, redirect: "manual" });
    const target = redirectTarget(response, url);
    if (target === undefined) return response;
    await response.body?.cancel();
    if (target.origin !== url.origin) throw new RedirectRefusedError(target.origin);
    if ((init.method ?? "GET") !== "GET") throw new RedirectRefusedError(target.href);
    url = target;
  }
  throw new RedirectRefusedError(url.href);
}

/**
 * Sends a GET request for a public file with a token that is for the first origin only: a redirect to
 * another one is followed without it. None leads from an encrypted connection to an open one.
 * @param options.onlyToEncrypted whether none leads from an open connection to an open one either
 * @throws RedirectRefusedError, or what `fetch` throws
 */
export async function fetchFromAnywhere(
  address: string | URL,
  token: string | undefined,
  options: {
    readonly signal: AbortSignal;
    readonly fetch: typeof globalThis.fetch;
    readonly onlyToEncrypted?: boolean;
  },
): Promise<Response> {
  const { signal, fetch, onlyToEncrypted = false } = options;
  const { origin, protocol } = new URL(address);
  const allowed = new Set(onlyToEncrypted ? ["https:"] : ["https:", protocol]);
  let url = new URL(address);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const isForToken = token !== undefined && url.origin === origin;
    const headers = isForToken ? { authorization: `Bearer ${token}` } : {};
    const response = await fetch(url, { signal, headers, redirect: "manual" });
    const target = redirectTarget(response, url);
    if (target === undefined) return response;
    await response.body?.cancel();
    if (!allowed.has(target.protocol)) throw new RedirectRefusedError(target.origin);
    url = target;
  }
  throw new RedirectRefusedError(url.origin);
}

/** Where an answer redirects to; undefined where it is no redirect. */
export function redirectTarget(response: Response, from: URL): URL | undefined {
  const location = response.headers.get("location");
  const isRedirect = [301, 302, 303, 307, 308].includes(response.status);
  return isRedirect && location !== null && URL.canParse(location, from.href)
    ? new URL(location, from)
    : undefined;
}

/** A length that a server names may be wrong, and is that of the packed body: only counting helps. */
async function boundedText({ body }: Response): Promise<string> {
  if (body === null) return "";
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new AnswerTooLargeError();
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  return parts.concat(decoder.decode()).join("");
}
