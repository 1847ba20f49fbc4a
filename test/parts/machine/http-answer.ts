import type { ServerResponse } from "node:http";

/** What a server says to a request. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** Sends an answer; without its body to a HEAD request. */
export function send(response: ServerResponse, { status, headers = {}, body = "" }: HttpAnswer) {
  response.writeHead(status, { "Content-Length": Buffer.byteLength(body), ...headers });
  response.end(response.req.method === "HEAD" ? undefined : body);
}
