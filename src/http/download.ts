import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { redirectTarget } from "./fetch-answer.ts";

/** Why a public file could not be downloaded. `message` continues a sentence that names the file. */
export class DownloadError extends Error {
  override readonly name = "DownloadError";
  /** What the server answered, where it did. */
  readonly status: number | undefined;
  /** Whether it may pass by itself. */
  readonly isTransient: boolean;

  constructor(message: string, isTransient: boolean, status?: number, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.isTransient = isTransient;
    this.status = status;
  }
}

/** A file that was written. */
interface DownloadedFile {
  readonly bytes: number;
  /** In lower-case hexadecimal digits. */
  readonly sha256: string;
}

const mostRedirects = 5;

/**
 * A public file as text.
 * @throws DownloadError, the signal's reason
 */
export async function downloadText(
  address: string,
  mostBytes: number,
  signal: AbortSignal,
): Promise<string> {
  const parts: Uint8Array[] = [];
  await readBody(address, mostBytes, signal, async (chunks) => {
    for await (const chunk of chunks) parts.push(chunk);
  });
  return Buffer.concat(parts).toString("utf8");
}

/**
 * Writes a public file to the disk as it comes.
 * @throws DownloadError, the signal's reason, or the system's error where it can't be written
 */
export async function downloadFile(
  address: string,
  file: string,
  mostBytes: number,
  signal: AbortSignal,
): Promise<DownloadedFile> {
  const hash = createHash("sha256");
  let bytes = 0;
  await readBody(address, mostBytes, signal, async (chunks) => {
    const counted = async function* () {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.byteLength;
        yield chunk;
      }
    };
    await pipeline(counted(), createWriteStream(file), { signal });
  });
  return { bytes, sha256: hash.digest("hex") };
}

type Chunks = AsyncIterable<Uint8Array>;

async function readBody(
  address: string,
  mostBytes: number,
  signal: AbortSignal,
  read: (chunks: Chunks) => Promise<void>,
): Promise<void> {
  try {
    const { body } = await request(address, signal);
    if (body !== null) await read(bounded(body, mostBytes));
  } catch (error) {
    signal.throwIfAborted();
    // What fetch throws is a TypeError; anything else is the disk's.
    if (!(error instanceof TypeError)) throw error;
    const { cause } = error;
    const reason = cause instanceof Error && cause.message !== "" ? cause.message : error.message;
    throw new DownloadError(`the connection failed (${reason})`, true, undefined, error);
  }
}

async function* bounded(body: Chunks, mostBytes: number): Chunks {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) {
      const limit = `${mostBytes / 1024 / 1024} MiB`;
      throw new DownloadError(`the file is larger than ${limit}`, false);
    }
    yield chunk;
  }
}

/**
 * Follows redirects to other servers, as GitHub sends them for files of releases: the request holds
 * no secret. None leads from an encrypted connection to an open one.
 */
async function request(address: string, signal: AbortSignal): Promise<Response> {
  if (!URL.canParse(address)) throw new DownloadError("that is not a valid address", false);
  let url = new URL(address);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const response = await fetch(url, { signal, redirect: "manual" });
    const target = redirectTarget(response, url);
    if (target === undefined) {
      if (response.status === 200) return response;
      await response.body?.cancel();
      const isTransient = response.status === 429 || response.status >= 500;
      const message = `the server answered with HTTP status ${response.status}`;
      throw new DownloadError(message, isTransient, response.status);
    }
    await response.body?.cancel();
    if (url.protocol === "https:" && target.protocol !== "https:") {
      throw new DownloadError(`the server redirects to ${target.origin}, without TLS`, false);
    }
    url = target;
  }
  throw new DownloadError("the server redirects too many times", false);
}
