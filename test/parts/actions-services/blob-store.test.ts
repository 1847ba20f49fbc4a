import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { send } from "../machine/http-answer.ts";
import { listenOnLoopback } from "../machine/loopback.ts";
import { type BlobHandle, BlobStore } from "./blob-store.ts";

describe("the blob store", () => {
  const server = createServer();
  let blob: BlobHandle;

  beforeEach(async () => {
    const origin = await listenOnLoopback(server);
    const store = new BlobStore(origin);
    server.on("request", async (request, response) => {
      send(response, await store.answer(request, new URL(request.url ?? "/", origin)));
    });
    blob = store.reserve();
  });
  afterEach(async () => {
    server.removeAllListeners("request");
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function put(query: string, body: string, headers: Record<string, string> = {}) {
    const { status } = await fetch(`${blob.uploadUrl}${query}`, { method: "PUT", body, headers });
    return status;
  }
  const putWhole = (body: string): Promise<number> =>
    put("", body, { "x-ms-blob-type": "BlockBlob", "x-ms-blob-content-type": "text/plain" });

  it("gives back what was put, with its type and the name that the URL asks for", async () => {
    expect(await putWhole("0123456789")).toBe(201);
    const response = await fetch(blob.downloadUrl("digits.txt"));
    expect(response.headers.get("content-type")).toBe("text/plain");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="digits.txt"');
    expect(await response.text()).toBe("0123456789");
  });

  it("puts blocks together in the order of the list, not of their arrival", async () => {
    await put("&comp=block&blockid=Yg==", "second");
    await put("&comp=block&blockid=YQ==", "first");
    expect(blob.content).toBeUndefined();
    const list = "<BlockList><Latest>YQ==</Latest><Latest>Yg==</Latest></BlockList>";
    expect(await put("&comp=blocklist", list)).toBe(201);
    expect(blob.content?.toString()).toBe("firstsecond");
  });

  it("refuses a list that names a block it does not have", async () => {
    const list = "<BlockList><Latest>YQ==</Latest></BlockList>";
    expect(await put("&comp=blocklist", list)).toBe(400);
    expect(blob.content).toBeUndefined();
  });

  it.each([
    ["bytes=0-3", 206, "0123", "bytes 0-3/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=8-99", 206, "89", "bytes 8-9/10"],
    ["bytes=10-", 416, expect.stringContaining("InvalidRange"), null],
  ])("answers a request for %s with %i", async (range, status, text, contentRange) => {
    await putWhole("0123456789");
    const response = await fetch(blob.downloadUrl(), { headers: { range } });
    expect(response.status).toBe(status);
    expect(await response.text()).toEqual(text);
    expect(response.headers.get("content-range")).toBe(contentRange);
  });

  it("tells the size without the content", async () => {
    await putWhole("0123456789");
    const response = await fetch(blob.downloadUrl(), { method: "HEAD" });
    expect(response.headers.get("content-length")).toBe("10");
    expect(await response.text()).toBe("");
  });

  it("keeps what can be uploaded and what can be downloaded apart", async () => {
    expect((await fetch(blob.downloadUrl())).status).toBe(404);
    expect((await fetch(blob.downloadUrl(), { method: "PUT" })).status).toBe(403);
    expect((await fetch(blob.uploadUrl)).status).toBe(403);
  });
});
