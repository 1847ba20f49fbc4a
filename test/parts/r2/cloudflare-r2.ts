import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { listenOnLoopback } from "../machine/loopback.ts";

/** The part of Cloudflare's API that reaches the objects of an R2 bucket. */
export interface CloudflareR2 extends AsyncDisposable {
  /** What `https://api.cloudflare.com/client/v4` is to users. */
  readonly baseUrl: string;
  /** Method and path of each request, in their order. */
  readonly requests: readonly string[];
  /** What goes wrong with the next requests, first to last. */
  readonly faults: R2Fault[];
  /** The objects that were stored, by name. */
  readonly objects: ReadonlyMap<string, R2Object>;
}

/** What was stored. */
interface R2Object {
  /** Where its bytes are. */
  readonly file: string;
  readonly bytes: number;
  readonly contentType: string | undefined;
  readonly contentDisposition: string | undefined;
  readonly cacheControl: string | undefined;
}

/** What goes wrong with a request. */
export type R2Fault =
  /** This answer, and nothing is done: with an error as Cloudflare's envelope, else as a web page. */
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly error?: { readonly code: number; readonly message: string };
    }
  /** The connection breaks before anything is done, in the middle of a file where one is sent. */
  | { readonly kind: "broken" }
  /** Done, and the connection breaks in the middle of the answer. */
  | { readonly kind: "cut" }
  /** Done, and the answer is only a part of what was to be said, though a whole one by its length. */
  | { readonly kind: "torn" }
  /** Done, and nothing ever comes. */
  | { readonly kind: "silent" };

/** What the API knows. */
interface R2Account {
  readonly accountId: string;
  readonly apiToken: string;
  readonly bucket: string;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

const pageSize = 10;

/**
 * Starts the API on a loopback port. Its pages of objects are short, so that there are several.
 * Source: https://developers.cloudflare.com/api/resources/r2/subresources/buckets/subresources/objects/
 */
export async function startCloudflareR2({
  accountId,
  apiToken,
  bucket,
}: R2Account): Promise<CloudflareR2> {
  const folder = await mkdtemp(join(tmpdir(), "cloudflare-r2-"));
  const requests: string[] = [];
  const faults: R2Fault[] = [];
  const objects = new Map<string, R2Object>();
  const base = `/accounts/${accountId}/r2/buckets/`;

  async function answer(incoming: IncomingMessage, url: URL): Promise<Answer> {
    if (incoming.headers.authorization !== `Bearer ${apiToken}`) {
      return failure(403, 10000, "Authentication error");
    }
    const [name, , key] = url.pathname.slice(base.length).split("/").map(decodeURIComponent);
    if (!url.pathname.startsWith(base) || name !== bucket) {
      return failure(404, 10006, "The specified bucket does not exist.");
    }
    if (key === undefined) return list(url.searchParams);
    if (incoming.method === "PUT") return put(incoming, key);
    const found = objects.get(key);
    if (found === undefined) return failure(404, 10007, "The specified key does not exist.");
    const headers = { "Content-Type": found.contentType ?? "application/octet-stream" };
    return { status: 200, headers, body: await readFile(found.file) };
  }

  async function put(incoming: IncomingMessage, key: string): Promise<Answer> {
    const file = join(folder, `${objects.size}-${requests.length}`);
    await pipeline(incoming, createWriteStream(file));
    const { size } = await stat(file);
    const { headers } = incoming;
    objects.set(key, {
      file,
      bytes: size,
      contentType: headers["content-type"],
      contentDisposition: headers["content-disposition"],
      cacheControl: headers["cache-control"],
    });
    return success({ key, etag: "etag", size: String(size), version: "1" });
  }

  function list(query: URLSearchParams): Answer {
    const names = [...objects.keys()]
      .filter((key) => key.startsWith(query.get("prefix") ?? ""))
      .toSorted();
    const start = Number(query.get("cursor") ?? "0");
    const end = start + pageSize;
    const result = names
      .slice(start, end)
      .map((key) => ({ key, etag: "etag", size: objects.get(key)?.bytes }));
    const isTruncated = end < names.length;
    return success(result, {
      per_page: pageSize,
      is_truncated: isTruncated,
      ...(isTruncated ? { cursor: String(end) } : {}),
    });
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? "/", "http://localhost");
    requests.push(`${incoming.method} ${url.pathname}${url.search}`);
    const fault = faults.shift();
    if (fault?.kind === "refused") {
      incoming.resume();
      return send(response, refusalOf(fault));
    }
    if (fault?.kind === "broken") {
      incoming.once("data", () => incoming.socket.resetAndDestroy());
      if (incoming.method === "GET") incoming.socket.resetAndDestroy();
      return;
    }
    const given = await answer(incoming, url);
    if (fault === undefined) return send(response, given);
    const half = given.body.slice(0, given.body.length / 2);
    if (fault.kind === "torn") send(response, { ...given, body: half });
    if (fault.kind === "cut") {
      response.writeHead(given.status, { "Content-Length": Buffer.byteLength(given.body) });
      response.write(half, () => response.destroy());
    }
  }

  const server = createServer((request, response) => {
    // A request that breaks off has nobody left to be told.
    serve(request, response).catch(() => request.socket.destroy());
  });
  const baseUrl = await listenOnLoopback(server);
  return {
    baseUrl,
    requests,
    faults,
    objects,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function refusalOf({ status, headers = {}, error }: Extract<R2Fault, { kind: "refused" }>) {
  const page = { status, headers, body: "<html><body>Sorry</body></html>" };
  return error === undefined ? page : { ...failure(status, error.code, error.message), headers };
}

function success(result: unknown, result_info?: unknown): Answer {
  const envelope = { success: true, errors: [], messages: [], result, result_info };
  return { status: 200, body: JSON.stringify(envelope) };
}

function failure(status: number, code: number, message: string): Answer {
  const errors = [{ code, message }];
  return {
    status,
    body: JSON.stringify({ success: false, errors, messages: [], result: null }),
  };
}

function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(body);
}
