import { once } from "node:events";
import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, sep } from "node:path";
import { pipeline } from "node:stream/promises";

/** A folder that is served. */
interface ServedFolder extends AsyncDisposable {
  /** `http://127.0.0.1:49152` */
  readonly origin: string;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".htm": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".otf": "font/otf",
  ".mp3": "audio/mpeg",
  ".mp4": "video/mp4",
  ".webm": "video/webm",
  ".pdf": "application/pdf",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * Serves the files of a folder, and no others, to this machine alone, on a free port. Links that lead out of
 * the folder are not followed, and files whose names begin with a dot are not there.
 * @throws the system's error where it can't listen
 */
export async function serveFolder(folder: string): Promise<ServedFolder> {
  const root = await realpath(folder);
  let hosts: readonly string[] = [];
  const server = createServer((request, response) => {
    answer(request, response, { root, hosts }).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server.address());
  hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("it listens on no port");
  return address.port;
}

interface Site {
  readonly root: string;
  /** The names by which it is called: a page of another site has the browser call it by its own. */
  readonly hosts: readonly string[];
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { root, hosts }: Site,
): Promise<void> {
  const { method = "", url = "/", headers } = request;
  if (method !== "GET" && method !== "HEAD") return refuse(response, 405);
  if (!hosts.includes(headers.host ?? "")) return refuse(response, 403);
  const path = pathOf(url);
  if (path === undefined) return refuse(response, 400);
  const found = await find(root, path);
  if (found?.kind === "folder") {
    const address = encodeURI(path).replace(/[?#]/g, encodeURIComponent);
    response.writeHead(302, { Location: `${address}/` }).end();
    return;
  }
  const file = found ?? (await find(root, "/404.html"));
  if (file?.kind !== "file") return refuse(response, 404);
  response.writeHead(found === undefined ? 404 : 200, {
    "Content-Type": types[extname(file.path).toLowerCase()] ?? "application/octet-stream",
    "Content-Length": file.size,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  if (method === "HEAD") response.end();
  else await pipeline(createReadStream(file.path), response);
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" }).end(`${status}\n`);
}

/** The path of an address, decoded; undefined for one that no file of a site has. */
function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ""));
    const isOdd = !path.startsWith("/") || /[\0\\]|\/\.|\/\//.test(path);
    return isOdd ? undefined : path;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

type Found =
  | { readonly kind: "file"; readonly path: string; readonly size: number }
  | { readonly kind: "folder" };

/** What is at a path, a folder only where the path lacks its last slash. */
async function find(root: string, path: string): Promise<Found | undefined> {
  const isFolder = path.endsWith("/");
  try {
    const real = await realpath(join(root, isFolder ? `${path}index.html` : path));
    if (!real.startsWith(root + sep)) return undefined;
    const found = await stat(real);
    if (found.isDirectory()) return isFolder ? undefined : { kind: "folder" };
    return found.isFile() ? { kind: "file", path: real, size: found.size } : undefined;
  } catch {
    return undefined;
  }
}
