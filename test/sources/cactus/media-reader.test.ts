import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import type { Attachment } from "../../../src/domain/comment.ts";
import { createCactusSource } from "../../../src/sources/cactus/comment-source.ts";
import { listenOnLoopback } from "../../parts/machine/loopback.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const parts: AsyncDisposable[] = [];
afterEach(async () => {
  for (const part of parts.splice(0)) await part[Symbol.asyncDispose]();
});

async function serve(handler: Handler) {
  const requests: { readonly url: string; readonly token: string | undefined }[] = [];
  const server = createServer((request, response) => {
    requests.push({ url: request.url ?? "", token: request.headers.authorization });
    handler(request, response);
  });
  const url = await listenOnLoopback(server);
  parts.push({
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  });
  return { url, requests };
}

const json = (response: ServerResponse, status: number, body: object, headers = {}) =>
  response
    .writeHead(status, { "content-type": "application/json", ...headers })
    .end(JSON.stringify(body));

const picture = Buffer.from("a picture");
const file: Attachment = { address: "mxc://[2001:db8::1]:8448/a_b-C", kind: "file" };

function readerOf(homeserverUrl: string, more: { maxRetries?: number; timeout?: number } = {}) {
  const { maxRetries = 0, timeout = 60_000 } = more;
  const source = createCactusSource({
    homeserverUrl,
    serverName: "a.example",
    siteNames: ["blog"],
    accessToken: "secret-token",
    maxRetries,
    firstDelayMs: 1,
    requestTimeoutMs: timeout,
    keepsMedia: true,
  });
  return (
    attachment: Attachment = file,
    receive: (bytes: AsyncIterable<Uint8Array>) => Promise<unknown> = buffer,
    signal = new AbortController().signal,
  ) => source.readMedia?.(attachment, receive, signal);
}

describe("media of a homeserver", () => {
  it("is read with the session's token, and a thumbnail in the size that pages show", async () => {
    const { url, requests } = await serve((_, response) => response.end(picture));
    const read = readerOf(url);
    expect(await read()).toEqual({ is: "read", result: picture });
    await read({ ...file, kind: "thumbnail" });
    const name = "%5B2001%3Adb8%3A%3A1%5D%3A8448/a_b-C";
    expect(requests).toEqual([
      { url: `/_matrix/client/v1/media/download/${name}`, token: "Bearer secret-token" },
      {
        url: `/_matrix/client/v1/media/thumbnail/${name}?width=800&height=600&method=scale`,
        token: "Bearer secret-token",
      },
    ]);
  });

  it("is read as before of a homeserver that has no authenticated media, which is asked once", async () => {
    const { url, requests } = await serve(({ url: path = "" }, response) => {
      if (path.startsWith("/_matrix/media/v3/")) response.end(picture);
      else json(response, 404, { errcode: "M_UNRECOGNIZED", error: "Unrecognized request" });
    });
    const read = readerOf(url);
    await read();
    expect(await read()).toEqual({ is: "read", result: picture });
    expect(requests.map(({ url: path }) => path.split("/download/")[0])).toEqual([
      "/_matrix/client/v1/media",
      "/_matrix/media/v3",
      "/_matrix/media/v3",
    ]);
    expect(requests[1]).toMatchObject({ token: undefined });
    expect(requests[1]?.url).toContain("?allow_redirect=true");
  });

  it("is followed to another server without the token", async () => {
    const cdn = await serve((_, response) => response.end(picture));
    const { url } = await serve((_, response) =>
      response.writeHead(307, { location: `${cdn.url}/bucket/x?signature=1` }).end(),
    );
    expect(await readerOf(url)()).toEqual({ is: "read", result: picture });
    expect(cdn.requests).toEqual([{ url: "/bucket/x?signature=1", token: undefined }]);
  });

  it("is asked for again after 429, when the homeserver says", async () => {
    let asked = 0;
    const { url, requests } = await serve((_, response) => {
      asked += 1;
      if (asked > 1) response.end(picture);
      else json(response, 429, { errcode: "M_LIMIT_EXCEEDED" }, { "retry-after": "1" });
    });
    const begin = performance.now();
    expect(await readerOf(url, { maxRetries: 1 })()).toEqual({ is: "read", result: picture });
    expect(performance.now() - begin).toBeGreaterThan(900);
    expect(requests).toHaveLength(2);
  });

  it("is received anew from its first byte where the connection broke", async () => {
    let asked = 0;
    const { url } = await serve((_, response) => {
      asked += 1;
      if (asked > 1) return response.end(picture);
      response.writeHead(200, { "content-length": picture.length });
      return response.write(picture.subarray(0, 3), () => response.destroy());
    });
    let received = 0;
    const receive = (bytes: AsyncIterable<Uint8Array>) => {
      received += 1;
      return buffer(bytes);
    };
    const answer = await readerOf(url, { maxRetries: 1 })(file, receive);
    expect(answer).toEqual({ is: "read", result: picture });
    expect(received).toBe(2);
  });

  it.each([
    ["it stalls", (response: ServerResponse) => response.write(picture.subarray(0, 3))],
    ["its answer does not begin", () => {}],
  ])("is given up where %s", async (_, answer) => {
    const { url } = await serve((_request, response) => void answer(response));
    expect(await readerOf(url, { timeout: 200 })()).toEqual({ is: "broken-off" });
  });

  it("is not given up while it comes, however slowly", async () => {
    const { url } = await serve(async (_, response) => {
      for (const byte of picture) {
        response.write(Uint8Array.of(byte));
        await new Promise((resolve) => setTimeout(resolve, 400));
      }
      response.end();
    });
    expect(await readerOf(url, { timeout: 3_000 })()).toEqual({ is: "read", result: picture });
  });

  it.each([
    [404, "M_NOT_FOUND"],
    [403, "M_GUEST_ACCESS_FORBIDDEN"],
    [500, "M_UNKNOWN"],
    [502, undefined],
  ])("is refused by status %i (%s), which concerns this file alone", async (status, errcode) => {
    const { url } = await serve((_, response) =>
      errcode === undefined
        ? response.writeHead(status).end("<html>")
        : json(response, status, { errcode, error: "no" }),
    );
    expect(await readerOf(url)()).toEqual({ is: "refused", status });
  });

  it("is an error of the whole homeserver where the token is refused, or nobody answers", async () => {
    const { url } = await serve((_, response) =>
      json(response, 401, { errcode: "M_UNKNOWN_TOKEN", error: "no" }),
    );
    await expect(readerOf(url)()).rejects.toMatchObject({ code: "access-token-rejected" });
    await expect(readerOf("http://127.0.0.1:9")()).rejects.toMatchObject({
      code: "homeserver-unreachable",
    });
  });

  it("is left alone after several failures in a row", async () => {
    const { url, requests } = await serve((_, response) =>
      json(response, 500, { errcode: "M_UNKNOWN" }),
    );
    const read = readerOf(url);
    for (let failures = 0; failures < 3; failures += 1) await read();
    await expect(read()).rejects.toMatchObject({ code: "homeserver-left-alone" });
    expect(requests).toHaveLength(3);
  });

  it("ends with the signal, and with what its receiver throws", async () => {
    const { url } = await serve((_, response) => response.write(picture));
    const stop = new AbortController();
    const reading = readerOf(url)(file, buffer, stop.signal);
    setTimeout(() => stop.abort(new Error("stopped")), 50);
    await expect(reading).rejects.toThrow("stopped");
    const full = async () => {
      throw new Error("the disk is full");
    };
    await expect(readerOf(url)(file, full)).rejects.toThrow("the disk is full");
  });
});
