import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import type { HttpAnswer } from "../machine/http-answer.ts";

/** Where a blob is written and read, and what has been written. */
export interface BlobHandle {
  /** Content once it is complete: after one upload, or after its blocks were committed. */
  readonly content: Buffer | undefined;
  readonly uploadUrl: string;
  /** Puts other content in its place, as somebody can who holds a token of the repository. */
  rewrite(content: Buffer): void;
  /** @param fileName what the download is called in its Content-Disposition */
  downloadUrl(fileName?: string): string;
}

interface StoredBlob {
  readonly uploadSignature: string;
  readonly downloadSignature: string;
  readonly blocks: Map<string, Buffer>;
  content: Buffer | undefined;
  contentType: string;
}

/** Account and container; the SDK expects both in the path when the host is an IP address. */
const container = "/blobs/results/";

/**
 * Block blobs behind signed URLs, as far as the clients of the cache and the artifacts use them.
 * Sources: Azure Storage REST API, "Put Blob", "Put Block", "Put Block List", "Get Blob".
 */
export class BlobStore {
  readonly #origin: string;
  readonly #blobs = new Map<string, StoredBlob>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Makes room for a blob that is not there yet. */
  reserve(): BlobHandle {
    const url = new URL(`${container}${randomUUID()}`, this.#origin);
    const blob: StoredBlob = {
      uploadSignature: randomUUID(),
      downloadSignature: randomUUID(),
      blocks: new Map(),
      content: undefined,
      contentType: "application/octet-stream",
    };
    this.#blobs.set(url.pathname, blob);
    return {
      get content() {
        return blob.content;
      },
      rewrite(content) {
        blob.content = content;
      },
      uploadUrl: `${url}?sig=${blob.uploadSignature}`,
      downloadUrl(fileName) {
        const signed = new URL(`${url}?sig=${blob.downloadSignature}`);
        // Azure answers with the Content-Disposition that a signed URL carries as rscd.
        if (fileName !== undefined) {
          signed.searchParams.set("rscd", `attachment; filename="${fileName}"`);
        }
        return signed.href;
      },
    };
  }

  /** Whether a request is for this store. */
  serves(url: URL): boolean {
    return url.pathname.startsWith(container);
  }

  async answer(request: IncomingMessage, url: URL): Promise<HttpAnswer> {
    const blob = this.#blobs.get(url.pathname);
    if (blob === undefined) return refusal(404, "BlobNotFound");
    const signature = url.searchParams.get("sig");
    if (request.method === "PUT") {
      if (signature !== blob.uploadSignature) return refusal(403, "AuthenticationFailed");
      return put(blob, url.searchParams, request.headers, await buffer(request));
    }
    if (request.method === "GET" || request.method === "HEAD") {
      if (signature !== blob.downloadSignature) return refusal(403, "AuthenticationFailed");
      return get(blob, url.searchParams, request.headers);
    }
    return refusal(405, "UnsupportedHttpVerb");
  }
}

function put(
  blob: StoredBlob,
  query: URLSearchParams,
  headers: IncomingHttpHeaders,
  body: Buffer,
): HttpAnswer {
  const operation = query.get("comp");
  if (operation === "block") {
    blob.blocks.set(query.get("blockid") ?? "", body);
    return created;
  }
  if (operation === "blocklist") {
    const ids = [...body.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g)].map(([, id]) => id);
    const blocks = ids.map((id) => blob.blocks.get(id ?? ""));
    if (!blocks.every((block) => block !== undefined)) return refusal(400, "InvalidBlockList");
    return complete(blob, headers, Buffer.concat(blocks));
  }
  if (operation === null && headers["x-ms-blob-type"] === "BlockBlob") {
    return complete(blob, headers, body);
  }
  return refusal(400, "InvalidQueryParameterValue");
}

function complete(blob: StoredBlob, headers: IncomingHttpHeaders, content: Buffer): HttpAnswer {
  blob.content = content;
  blob.contentType = headers["x-ms-blob-content-type"]?.toString() ?? blob.contentType;
  blob.blocks.clear();
  return created;
}

function get(blob: StoredBlob, query: URLSearchParams, headers: IncomingHttpHeaders): HttpAnswer {
  if (blob.content === undefined) return refusal(404, "BlobNotFound");
  const { length } = blob.content;
  const disposition = query.get("rscd");
  const common = {
    "Content-Type": blob.contentType,
    "Accept-Ranges": "bytes",
    "x-ms-blob-type": "BlockBlob",
    ...(disposition === null ? {} : { "Content-Disposition": disposition }),
  };
  const range = headers["x-ms-range"]?.toString() ?? headers.range;
  if (range === undefined) return { status: 200, headers: common, body: blob.content };
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [];
  const start = Number(first);
  if (first === undefined || start >= length) return refusal(416, "InvalidRange");
  const end = last === undefined || last === "" ? length : Math.min(Number(last) + 1, length);
  return {
    status: 206,
    headers: { ...common, "Content-Range": `bytes ${start}-${end - 1}/${length}` },
    body: blob.content.subarray(start, end),
  };
}

const created: HttpAnswer = {
  status: 201,
  headers: { "x-ms-request-server-encrypted": "true", "x-ms-version": "2025-11-05" },
};

function refusal(status: number, code: string): HttpAnswer {
  return {
    status,
    headers: { "Content-Type": "application/xml", "x-ms-error-code": code },
    body: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`,
  };
}
