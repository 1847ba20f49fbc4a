import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { listenOnLoopback } from "./loopback.ts";

/** A way to a server that can be shut, as when the server goes away. */
export interface Gate extends AsyncDisposable {
  /** The address to use instead of the server's own. */
  readonly baseUrl: string;
  /** Method and path of each request that came, refused ones included. */
  readonly requests: readonly string[];
  /** From now on, or from the n-th request from now for this path on, every connection is cut. */
  shut(from?: { readonly path: RegExp; readonly request: number }): void;
  open(): void;
}

/** Puts a gate before an HTTP server. */
export async function startGate(serverUrl: string): Promise<Gate> {
  const requests: string[] = [];
  let isShut = false;
  let shutFrom: { readonly path: RegExp; readonly request: number } | undefined;
  let untilShut = 0;

  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? "/";
    requests.push(`${incoming.method} ${path}`);
    if (shutFrom?.path.test(path)) {
      untilShut -= 1;
      if (untilShut <= 0) isShut = true;
    }
    if (isShut) incoming.socket.destroy();
    else forward(serverUrl, incoming, outgoing);
  });
  const baseUrl = await listenOnLoopback(server);
  return {
    baseUrl,
    requests,
    shut(from) {
      shutFrom = from;
      untilShut = from?.request ?? 0;
      isShut = from === undefined;
    },
    open() {
      shutFrom = undefined;
      isShut = false;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function forward(serverUrl: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers, url } = incoming;
  const target = new URL(url ?? "/", serverUrl);
  const request = httpRequest(
    target,
    { ...(method === undefined ? {} : { method }), headers },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    },
  );
  request.on("error", () => outgoing.destroy());
  incoming.pipe(request);
}
