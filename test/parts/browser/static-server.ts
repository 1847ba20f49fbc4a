import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { listenOnLoopback } from "../machine/loopback.ts";

/** A web server for a folder's files. */
export interface StaticServer extends AsyncDisposable {
  readonly origin: string;
  /** The folder whose files it gives; empty until one is set. */
  folder: string;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".png": "image/png",
  ".txt": "text/plain",
  ".bin": "application/octet-stream",
};

/** Starts one on a loopback port, before its files are known. */
export async function startStaticServer(): Promise<StaticServer> {
  const files = { folder: "" };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = normalize(decodeURIComponent(pathname));
    const file = join(files.folder, path.endsWith("/") ? `${path}index.html` : path);
    const body = await readFile(file).catch(() => undefined);
    if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "Content-Type": types[extname(file)] ?? "" }).end(body);
  });
  const origin = await listenOnLoopback(server);
  return {
    origin,
    get folder() {
      return files.folder;
    },
    set folder(folder) {
      files.folder = folder;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
