import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { listenOnLoopback } from "../parts/machine/loopback.ts";
import { endless } from "../security/hostile-server.ts";

/** How a service fails. */
export type FaultKind = "refused" | "cut" | "slow" | "wrong" | "endless" | "full";

/** What a service says when it refuses, or is full. */
interface Refusal {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** How the way to a service fails: all requests that fit, from the n-th of them on. */
export interface FaultyWayOptions {
  readonly kind: FaultKind;
  readonly path: RegExp;
  readonly from: number;
  readonly refusals: { readonly refused: Refusal; readonly full: Refusal };
}

/** A way to a service on which it fails until it is repaired. */
export interface FaultyWay extends AsyncDisposable {
  /** What to use instead of the service's own address. */
  readonly origin: string;
  repair(): void;
}

const json = { "content-type": "application/json" };

/** Puts a fault between a program and a service. */
export async function startFaultyWay(
  serviceOrigin: string,
  options: FaultyWayOptions,
): Promise<FaultyWay> {
  let isRepaired = false;
  let fitting = 0;
  const server = createServer((request, response) => {
    const fits = options.path.test(request.url ?? "");
    if (fits) fitting += 1;
    const isFaulty = !isRepaired && fits && fitting >= options.from;
    answer(request, response, isFaulty).catch(() => response.destroy());
  });
  const origin = await listenOnLoopback(server);

  async function answer(request: IncomingMessage, response: ServerResponse, isFaulty: boolean) {
    const body = await buffer(request);
    switch (isFaulty ? options.kind : "none") {
      case "refused":
        return refuse(response, options.refusals.refused);
      case "full":
        return refuse(response, options.refusals.full);
      case "slow":
        return;
      case "wrong":
        return void response.writeHead(200, { "content-type": "text/html" }).end("<h1>Hello</h1>");
      case "endless":
        return endless(request, response);
    }
    const real = await fetch(new URL(request.url ?? "/", serviceOrigin), {
      method: request.method ?? "GET",
      headers: passedOn(request),
      ...(body.length === 0 ? {} : { body }),
    });
    const bytes = Buffer.from(await real.arrayBuffer());
    response.writeHead(real.status, {
      "content-type": real.headers.get("content-type") ?? "application/json",
      "content-length": bytes.length,
    });
    if (!isFaulty) return void response.end(bytes);
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  }

  return {
    origin,
    repair() {
      isRepaired = true;
      server.closeAllConnections();
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
}

function refuse(response: ServerResponse, { status, body }: Refusal): void {
  response.writeHead(status, json).end(JSON.stringify(body));
}

function passedOn({ headers }: IncomingMessage): Record<string, string> {
  const names = ["authorization", "content-type", "accept"];
  return Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  );
}
