import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { listenOnLoopback } from "../machine/loopback.ts";
import type { ApiAnswer } from "./git-data.ts";

/** A stand-in for GitHub's API on loopback. */
interface ServedApi extends AsyncDisposable {
  readonly apiUrl: string;
}

/** Serves what a function answers, which is told the address at which it is served. */
export async function serveApi(
  answer: (request: IncomingMessage, apiUrl: string) => Promise<ApiAnswer>,
): Promise<ServedApi> {
  let apiUrl = "";
  const server = createServer((request, response) => {
    answer(request, apiUrl).then(
      ({ status, body }) => {
        response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
        response.end(JSON.stringify(body));
      },
      (error: unknown) => {
        response.writeHead(418, { "Content-Type": "application/json" });
        response.end(JSON.stringify({ message: String(error) }));
      },
    );
  });
  apiUrl = await listenOnLoopback(server);
  return {
    apiUrl,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
