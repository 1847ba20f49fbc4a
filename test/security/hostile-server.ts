import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { listenOnLoopback } from "../parts/machine/loopback.ts";

/** A request as it came, with its body. */
interface HeardRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** A server on a loopback port that notes what it hears before it answers. */
export interface HostileServer extends AsyncDisposable {
  readonly url: string;
  readonly heard: readonly HeardRequest[];
}

/** Starts a server that answers every request alike. */
export async function startHostileServer(answer: RequestListener): Promise<HostileServer> {
  const heard: HeardRequest[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const { method = "", url = "", headers } = request;
    heard.push({ method, path: url, authorization: headers.authorization, body });
    answer(request, response);
  });
  const url = await listenOnLoopback(server);
  return {
    url,
    heard,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** Sends every request on to another address, body and method included. */
export function redirectTo(location: string): RequestListener {
  return (_, response) => response.writeHead(307, { location }).end();
}

const json = { "content-type": "application/json" };

/** Never stops sending, as fast as it is read. */
export const endless: RequestListener = async (_, response) => {
  response.writeHead(200, json).write("[");
  const megabyte = Buffer.alloc(1024 * 1024, "1,");
  while (!response.destroyed) {
    if (!response.write(megabyte)) await sleep(1);
  }
};

const bomb = gzipSync(Buffer.alloc(150_000_000, " "));

/** A small answer that unpacks to 150 MB. */
export const packedBomb: RequestListener = (_, response) =>
  response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(bomb);

/** Sends a byte now and then, so that the connection never seems dead. */
export const dripping: RequestListener = async (_, response) => {
  response.writeHead(200, json).write("[");
  while (!response.destroyed) {
    response.write(" ");
    await sleep(50);
  }
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
