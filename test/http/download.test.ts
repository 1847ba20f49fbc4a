import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { downloadFile, downloadText } from "../../src/http/download.ts";
import { listenOnLoopback } from "../parts/machine/loopback.ts";

const never = new AbortController().signal;

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return await listenOnLoopback(server);
}

function file(): string {
  const folder = mkdtempSync(join(tmpdir(), "download-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "file");
}

describe("a download", () => {
  it("is on the disk as it came, with its size and checksum", async () => {
    const content = Buffer.alloc(300_000, "Hugo");
    const url = await serve((_, response) => response.end(content));
    const path = file();
    expect(await downloadFile(url, path, content.length, never)).toEqual({
      bytes: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
    });
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it("follows a redirect to another server", async () => {
    const elsewhere = await serve((_, response) => response.end("there"));
    const url = await serve((_, response) =>
      response.writeHead(302, { location: elsewhere }).end(),
    );
    expect(await downloadText(url, 10, never)).toBe("there");
  });

  it("ends where redirects don't", async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: "/" }).end());
    await expect(downloadText(url, 10, never)).rejects.toMatchObject({
      name: "DownloadError",
      message: "the server redirects too many times",
      isTransient: false,
    });
  });

  it("does not follow a redirect that leaves TLS", async () => {
    const fetch = vi.spyOn(globalThis, "fetch");
    fetch.mockResolvedValue(
      new Response(null, { status: 302, headers: { location: "http://a.example/" } }),
    );
    await expect(downloadText("https://b.example/", 10, never)).rejects.toMatchObject({
      message: "the server redirects to http://a.example, without TLS",
    });
    expect(fetch).toHaveBeenCalledOnce();
  });

  it("stops at its limit, whatever size the server names", async () => {
    const url = await serve((_, response) => {
      response.write("12345");
      response.write("67890");
      response.end("1");
    });
    await expect(downloadText(url, 10, never)).rejects.toMatchObject({
      message: expect.stringContaining("the file is larger than"),
      isTransient: false,
    });
    expect(await downloadText(url, 11, never)).toBe("12345678901");
  });

  it.each([
    [404, false],
    [403, false],
    [206, false],
    [429, true],
    [500, true],
    [503, true],
  ])("that is answered by %i may pass by itself: %s", async (status, isTransient) => {
    const url = await serve((_, response) => response.writeHead(status).end("no"));
    await expect(downloadText(url, 10, never)).rejects.toMatchObject({
      message: `the server answered with HTTP status ${status}`,
      status,
      isTransient,
    });
  });

  it("that is cut off may pass by itself", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-length": 100 });
      response.write("half", () => response.destroy());
    });
    await expect(downloadFile(url, file(), 100, never)).rejects.toMatchObject({
      message: expect.stringContaining("the connection failed ("),
      isTransient: true,
    });
  });

  it("of no address is refused", async () => {
    await expect(downloadText("releases/hugo", 10, never)).rejects.toMatchObject({
      message: "that is not a valid address",
      isTransient: false,
    });
  });

  it("that can't be written has the system's error", async () => {
    const url = await serve((_, response) => response.end("content"));
    const path = join(file(), "missing", "file");
    await expect(downloadFile(url, path, 100, never)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("ends with the signal's reason", async () => {
    const url = await serve((_, response) => void response.write("and then nothing"));
    const reason = new Error("stopped");
    const stop = new AbortController();
    setTimeout(() => stop.abort(reason), 100);
    await expect(downloadFile(url, file(), 100, stop.signal)).rejects.toBe(reason);
  });
});
