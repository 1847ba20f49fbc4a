import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import {
  createFileReader,
  type FileReaderOptions,
} from "../../../src/sources/media/file-reader.ts";
import { listenOnLoopback } from "../../parts/machine/loopback.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const picture = Buffer.from("a picture");
const cake = "https://uploads.disquscdn.com/images/cake.jpg?w=800";

const parts: AsyncDisposable[] = [];
afterEach(async () => {
  for (const part of parts.splice(0)) await part[Symbol.asyncDispose]();
});

/** A server that stands for every host, and a reader whose requests come to it. */
async function serve(handler: Handler, more: Partial<FileReaderOptions> = {}) {
  const requests: { readonly url: string; readonly headers: IncomingMessage["headers"] }[] = [];
  const server = createServer((request, response) => {
    requests.push({ url: request.url ?? "", headers: request.headers });
    handler(request, response);
  });
  const origin = await listenOnLoopback(server);
  parts.push({
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  });
  const asked: string[] = [];
  const repeated: string[] = [];
  const read = createFileReader({
    maxRetries: 0,
    firstDelayMs: 1,
    onRetry: ({ message }) => void repeated.push(message),
    ...more,
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      asked.push(url.href);
      return fetch(`${origin}/${url.host}${url.pathname}${url.search}`, init);
    },
  });
  return {
    asked,
    requests,
    repeated,
    read: (
      address = cake,
      receive: (bytes: AsyncIterable<Uint8Array>) => Promise<unknown> = buffer,
      signal = new AbortController().signal,
    ) => read({ address, kind: "file" }, receive, signal),
  };
}

describe("a file of a comment", () => {
  it("is read as anybody could", async () => {
    const { read, asked, requests } = await serve((_, response) => response.end(picture));
    expect(await read()).toEqual({ is: "read", result: picture });
    expect(asked).toEqual([cake]);
    const sent = requests.flatMap(({ headers }) => Object.keys(headers));
    expect(sent).toContain("host");
    expect(sent).not.toContain("authorization");
    expect(sent).not.toContain("cookie");
  });

  it("is read from where its server keeps it", async () => {
    const { read, asked } = await serve(({ url = "" }, response) => {
      if (url.startsWith("/storage.example/")) response.end(picture);
      else response.writeHead(302, { location: "https://storage.example/cake.jpg?key=1" }).end();
    });
    expect(await read()).toEqual({ is: "read", result: picture });
    expect(asked).toEqual([cake, "https://storage.example/cake.jpg?key=1"]);
  });

  it.each([
    ["https://uploads.disquscdn.com/a.png", "http://169.254.169.254/latest/meta-data/"],
    ["http://crumbs.example/wp-content/uploads/a.png", "http://169.254.169.254/latest/meta-data/"],
    ["http://crumbs.example/wp-content/uploads/a.png", "http://crumbs.example/other.png"],
  ])("is not read from an open connection to which %s redirects: %s", async (address, location) => {
    const { read, asked } = await serve((_, response) =>
      response.writeHead(302, { location }).end(),
    );
    expect(await read(address)).toEqual({ is: "refused", status: 302 });
    expect(asked).toEqual([address]);
  });

  it("is refused where redirects have no end", async () => {
    const { read } = await serve((_, response) =>
      response.writeHead(302, { location: cake }).end(),
    );
    expect(await read()).toEqual({ is: "refused", status: 302 });
  });

  it.each([404, 403, 410, 401])("is refused with status %i, and asked for once", async (status) => {
    const { read, requests } = await serve((_, response) => response.writeHead(status).end(), {
      maxRetries: 3,
    });
    expect(await read()).toEqual({ is: "refused", status });
    expect(requests).toHaveLength(1);
  });

  it("is replaced where a web page comes", async () => {
    const { read } = await serve((_, response) =>
      response.writeHead(200, { "content-type": "Text/HTML; charset=utf-8" }).end("<p>Sale!"),
    );
    expect(await read()).toEqual({ is: "replaced" });
    expect(await read("https://uploads.disquscdn.com/notes.html")).toMatchObject({ is: "read" });
  });

  it.each([500, 503, 429])("is asked for again after status %i", async (status) => {
    let failures = 1;
    const { read, repeated } = await serve(
      (_, response) => {
        failures -= 1;
        if (failures >= 0) response.writeHead(status, { "retry-after": "0" }).end();
        else response.end(picture);
      },
      { maxRetries: 1 },
    );
    expect(await read()).toEqual({ is: "read", result: picture });
    expect(repeated).toEqual([`uploads.disquscdn.com answers with HTTP status ${status}`]);
  });

  it("is refused with the status that stays", async () => {
    const { read, requests } = await serve((_, response) => response.writeHead(503).end(), {
      maxRetries: 2,
    });
    expect(await read()).toEqual({ is: "refused", status: 503 });
    expect(requests).toHaveLength(3);
  });

  it("comes anew from its first byte where the connection broke", async () => {
    let breaks = 1;
    const { read } = await serve(
      (_, response) => {
        response.writeHead(200, { "content-length": String(picture.length) });
        breaks -= 1;
        if (breaks < 0) return response.end(picture);
        return response.write(picture.subarray(0, 3), () => response.destroy());
      },
      { maxRetries: 1 },
    );
    expect(await read()).toEqual({ is: "read", result: picture });
  });

  it.each([
    ["breaks each time", (response: ServerResponse) => void response.destroy()],
    ["stalls", () => {}],
  ])("is broken off where its body %s", async (_, then) => {
    const { read } = await serve(
      (__, response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("beginning", () => then(response));
      },
      { requestTimeoutMs: 100 },
    );
    expect(await read()).toEqual({ is: "broken-off" });
  });

  it("is broken off where no answer comes", async () => {
    const { read } = await serve(() => {}, { requestTimeoutMs: 100 });
    expect(await read()).toEqual({ is: "broken-off" });
  });

  it("is broken off where its server can't be reached", async () => {
    const read = createFileReader({
      maxRetries: 0,
      fetch: async () => {
        throw new TypeError("fetch failed", { cause: new Error("ENOTFOUND") });
      },
    });
    const { signal } = new AbortController();
    expect(await read({ address: cake, kind: "file" }, buffer, signal)).toEqual({
      is: "broken-off",
    });
  });

  it("is not asked for any more where several failed in a row, while those of other hosts are", async () => {
    const { read, asked } = await serve(({ url = "" }, response) => {
      if (url.startsWith("/down.disquscdn.com/")) response.destroy();
      else response.end(picture);
    });
    for (const name of ["a", "b", "c", "d", "e"]) {
      expect(await read(`https://down.disquscdn.com/${name}`)).toEqual({ is: "broken-off" });
    }
    expect(asked).toHaveLength(3);
    expect(await read()).toEqual({ is: "read", result: picture });
  });

  it("is not taken for missing because another one was, while its host is left alone", async () => {
    const answers: (() => void)[] = [];
    const { read, asked } = await serve(({ url = "" }, response) => {
      if (url.endsWith("/missing")) answers.push(() => response.writeHead(404).end());
      else response.destroy();
    });
    const missing = read("https://down.disquscdn.com/missing");
    await expect.poll(() => answers).toHaveLength(1);
    for (const name of ["a", "b", "c"]) await read(`https://down.disquscdn.com/${name}`);
    for (const answer of answers) answer();
    expect(await missing).toEqual({ is: "refused", status: 404 });
    expect(await read("https://down.disquscdn.com/d")).toEqual({ is: "broken-off" });
    expect(asked).toHaveLength(4);
  });

  it("fails as its receiver fails", async () => {
    const { read, requests } = await serve((_, response) => response.end(picture), {
      maxRetries: 3,
    });
    const full = new Error("the disk is full");
    const failing = async (bytes: AsyncIterable<Uint8Array>) => {
      for await (const _ of bytes) throw full;
    };
    await expect(read(cake, failing)).rejects.toBe(full);
    expect(requests).toHaveLength(1);
  });

  it("ends with its run", async () => {
    const { read } = await serve(() => {}, { maxRetries: 3 });
    const stopped = new Error("stopped");
    await expect(read(cake, buffer, abortedAfter(50, stopped))).rejects.toBe(stopped);
  });
});

function abortedAfter(ms: number, reason: Error): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), ms);
  return controller.signal;
}
