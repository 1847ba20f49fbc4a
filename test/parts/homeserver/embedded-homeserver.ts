import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { listenOnLoopback } from "../machine/loopback.ts";
import { sectionAlias } from "./cactus-rooms.ts";
import { clientServerApi } from "./embedded/client-server-api.ts";
import { embeddedRoomHandle } from "./embedded/embedded-room-handle.ts";
import type { FaultPlan, ReceivedRequest } from "./embedded/faults.ts";
import { HomeserverModel, type HomeserverSettings } from "./embedded/homeserver-model.ts";
import { MatrixError } from "./embedded/matrix-error.ts";
import type { Homeserver } from "./homeserver.ts";

/** What a test can ask for. */
export interface EmbeddedHomeserverOptions extends Partial<HomeserverSettings> {
  /** What goes wrong, for faults that a real homeserver doesn't make to order. */
  readonly faults?: FaultPlan;
}

/** A homeserver in this process, which can fail to order. */
export interface EmbeddedHomeserver extends Homeserver {
  readonly kind: "embedded";
  /** All requests so far. Playing a conversation into a room makes none. */
  readonly requests: readonly ReceivedRequest[];
  /** Breaks all connections and refuses new ones. */
  goAway(): Promise<void>;
  /** Answers again at the same address, with all that it knew. */
  comeBack(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Starts a homeserver on a loopback port. */
export async function startEmbeddedHomeserver(
  options: EmbeddedHomeserverOptions = {},
): Promise<EmbeddedHomeserver> {
  const { faults = () => undefined, ...changed } = options;
  const model = new HomeserverModel({
    serverName: "comments.example",
    roomVersion: "10",
    guestAccess: true,
    createsRoomsOnDemand: false,
    ...changed,
  });
  const answer = clientServerApi(model);
  const requests: ReceivedRequest[] = [];

  const server = createServer((request, response) => {
    // A request that breaks off has nobody left to be told.
    serve(request, response).catch(() => request.socket.destroy());
  });
  const baseUrl = await listenOnLoopback(server);
  const { serverName } = model.settings;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", baseUrl);
    const { method = "GET" } = request;
    const received = { index: requests.length, method, path, query };
    requests.push(received);
    const fault = faults(received);
    switch (fault?.kind) {
      case "gone":
        return goAway();
      case "reset":
        request.socket.resetAndDestroy();
        return;
      case "answer":
        return send(response, {
          status: fault.status,
          body: typeof fault.body === "string" ? fault.body : JSON.stringify(fault.body),
          headers: {
            "Content-Type": typeof fault.body === "string" ? "text/html" : "application/json",
            ...fault.headers,
          },
        });
      case "half":
        return sendHalf(response, await reply(received, request));
      case "delay":
        await sleep(fault.ms, undefined, { ref: false });
    }
    send(response, await reply(received, request));
  }

  async function reply(
    { method, path, query }: ReceivedRequest,
    request: IncomingMessage,
  ): Promise<Reply> {
    const headers = { "Content-Type": "application/json" };
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
    const token = bearer ?? query.get("access_token") ?? undefined;
    try {
      const body = parseBody(await text(request));
      const result = answer({ method, path, query, token, body });
      return { status: 200, body: JSON.stringify(result), headers };
    } catch (error) {
      const { status, body } =
        error instanceof MatrixError
          ? error
          : new MatrixError(500, "M_UNKNOWN", `Internal server error: ${String(error)}`);
      return { status, body: JSON.stringify(body), headers };
    }
  }

  async function goAway(): Promise<void> {
    server.closeAllConnections();
    if (server.listening) await server[Symbol.asyncDispose]();
  }

  return {
    kind: "embedded",
    baseUrl,
    serverName,
    requests,
    goAway,
    async comeBack() {
      await listenOnLoopback(server, Number(new URL(baseUrl).port));
    },
    async createUser(name, displayName) {
      return model.accounts.register(name, `password of ${name}`, displayName);
    },
    async createGuest(displayName) {
      return model.accounts.registerGuest(displayName);
    },
    async createRoom(siteName, threadId, { moderators } = {}) {
      const room = model.createSectionRoom(siteName, threadId, moderators);
      const alias = `#${sectionAlias(siteName, threadId)}:${serverName}`;
      return embeddedRoomHandle(model, room, alias);
    },
    [Symbol.asyncDispose]: goAway,
  };
}

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body || "{}");
  } catch {
    throw new MatrixError(400, "M_NOT_JSON", "Content not JSON.");
  }
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  response.writeHead(status, headers);
  response.end(body);
}

function sendHalf(response: ServerResponse, { status, body, headers }: Reply): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, "Content-Length": bytes.length });
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}
