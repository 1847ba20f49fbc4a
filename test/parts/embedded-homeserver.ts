import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { botName, moderationRoom, sectionAlias, sectionRoom } from "./cactus-rooms.ts";
import { type Account, Accounts } from "./embedded/accounts.ts";
import { createRoom } from "./embedded/create-room.ts";
import type { EmbeddedRoom } from "./embedded/embedded-room.ts";
import { forbidden, MatrixError, notFound } from "./embedded/matrix-error.ts";
import { timelinePage } from "./embedded/timeline-page.ts";
import type { Homeserver, RoomHandle, UserHandle } from "./homeserver.ts";
import { listenOnLoopback } from "./loopback.ts";

/** What the embedded homeserver can be asked for. */
export interface EmbeddedHomeserverOptions {
  readonly serverName?: string;
  /** A free port when left out. */
  readonly port?: number;
  /** Whether anybody may register as a guest; yes when left out. */
  readonly guestAccess?: boolean;
}

/** A homeserver inside this process, with what it was asked. */
export interface EmbeddedHomeserver extends Homeserver {
  readonly kind: "embedded";
  /** Method and path of each request, oldest first. */
  readonly requests: readonly string[];
}

const roomVersion = "10";

/**
 * Starts a homeserver that keeps everything in memory and speaks the part of the client-server API
 * that reading comments needs. What is played into it twice gets the same ids twice.
 * Source: Matrix 1.11, client-server API.
 */
export async function startEmbeddedHomeserver(
  options: EmbeddedHomeserverOptions = {},
): Promise<EmbeddedHomeserver> {
  const { serverName = "comments.example", port = 0, guestAccess = true } = options;
  const accounts = new Accounts(serverName);
  const bot = accounts.registerUser(botName, "Cactus Bot");
  const rooms = new Map<string, EmbeddedRoom>();
  const aliases = new Map<string, string>();
  const requests: string[] = [];

  function addRoom(...args: Parameters<typeof createRoom>): EmbeddedRoom {
    const room = createRoom(...args);
    rooms.set(room.roomId, room);
    aliases.set(`#${args[0].room_alias_name}:${serverName}`, room.roomId);
    return room;
  }

  function roomOf(roomId: string, reader: Account): EmbeddedRoom {
    const room = rooms.get(roomId);
    if (room === undefined) throw forbidden("You are not in that room, or it does not exist");
    const visibility = room.stateEvent("m.room.history_visibility")?.content["history_visibility"];
    if (visibility === "world_readable" || room.isJoined(reader.userId)) return room;
    throw forbidden(`User ${reader.userId} not in room ${roomId}, and room previews are disabled`);
  }

  const routes: readonly Route[] = [
    route("GET", /^\/versions$/, () => ({ versions: ["v1.1", "v1.11"] })),
    route("POST", /^\/v3\/register$/, ({ query }) => {
      if (query.get("kind") !== "guest" || !guestAccess)
        throw forbidden("Guest access is disabled");
      const { userId, accessToken } = accounts.registerGuest();
      return { user_id: userId, access_token: accessToken, device_id: "guest_device" };
    }),
    route("GET", /^\/v3\/account\/whoami$/, ({ account }) => ({
      user_id: account().userId,
      is_guest: account().isGuest,
    })),
    route("GET", /^\/v3\/directory\/room\/([^/]+)$/, ({ params: [alias = ""] }) => {
      if (!/^#[^:]*:[\w.:[\]-]+$/.test(alias)) {
        throw new MatrixError(400, "M_INVALID_PARAM", `${alias} was not legal room alias ID`);
      }
      const roomId = aliases.get(alias);
      if (roomId === undefined) throw notFound(`Room alias ${alias} not found`);
      return { room_id: roomId, servers: [serverName] };
    }),
    route("GET", /^\/v3\/rooms\/([^/]+)\/messages$/, ({ params: [id = ""], query, account }) =>
      timelinePage(roomOf(id, account()), account().userId, query),
    ),
    route("GET", /^\/v3\/rooms\/([^/]+)\/state$/, ({ params: [id = ""], account }) =>
      roomOf(id, account()).state(),
    ),
    route(
      "GET",
      /^\/v3\/rooms\/([^/]+)\/state\/([^/]+)\/?([^/]*)$/,
      ({ params: [id = "", type = "", key = ""], account }) => {
        const event = roomOf(id, account()).stateEvent(type, key);
        if (event === undefined) throw notFound("Event not found.");
        return event.content;
      },
    ),
    route("GET", /^\/v3\/rooms\/([^/]+)\/members$/, ({ params: [id = ""], account }) => ({
      chunk: roomOf(id, account())
        .state()
        .filter(({ type }) => type === "m.room.member"),
    })),
  ];

  function answer(request: IncomingMessage): unknown {
    const { method = "GET", url = "/", headers } = request;
    requests.push(`${method} ${url}`);
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const path = pathname.replace(/^\/_matrix\/client/, "");
    for (const { method: routeMethod, pattern, handle } of routes) {
      const match = routeMethod === method ? pattern.exec(path) : null;
      if (match === null) continue;
      return handle({
        params: match.slice(1).map(decodeURIComponent),
        query: searchParams,
        account: () => accounts.authenticate(headers.authorization),
      });
    }
    throw new MatrixError(404, "M_UNRECOGNIZED", "Unrecognized request");
  }

  const server = createServer((request, response) => {
    request.resume();
    try {
      reply(response, 200, answer(request));
    } catch (error) {
      if (!(error instanceof MatrixError)) throw error;
      reply(response, error.status, error.body);
    }
  });
  const baseUrl = await listenOnLoopback(server, port);

  return {
    kind: "embedded",
    baseUrl,
    serverName,
    requests,
    createUser: async (name, displayName) => accounts.registerUser(name, displayName),
    createGuest: async (displayName) => accounts.registerGuest(displayName),
    async createRoom(siteName, sectionId, { moderators = [] } = {}) {
      if (!aliases.has(`#${moderationRoom(siteName, bot.userId).room_alias_name}:${serverName}`)) {
        addRoom(moderationRoom(siteName, bot.userId), bot.userId, serverName, roomVersion);
      }
      const request = sectionRoom(siteName, sectionId, bot.userId, moderators);
      const room = addRoom(request, bot.userId, serverName, roomVersion);
      return roomHandle(room, `#${sectionAlias(siteName, sectionId)}:${serverName}`, accounts, bot);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Call {
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  /** The account of the request; throws what the API answers where it has none. */
  readonly account: () => Account;
}

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handle: (call: Call) => unknown;
}

function route(method: string, pattern: RegExp, handle: Route["handle"]): Route {
  return { method, pattern, handle };
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

function roomHandle(
  room: EmbeddedRoom,
  alias: string,
  accounts: Accounts,
  bot: UserHandle,
): RoomHandle {
  const member = (user: UserHandle, displayname: string | undefined) => ({
    type: "m.room.member",
    sender: user.userId,
    stateKey: user.userId,
    content: { membership: "join", ...(displayname === undefined ? {} : { displayname }) },
  });
  return {
    roomId: room.roomId,
    alias,
    async join(user) {
      if (room.isJoined(user.userId)) return;
      const { displayName } = accounts.authenticate(`Bearer ${user.accessToken}`);
      room.append(member(user, displayName));
    },
    send: async (user, content, { type = "m.room.message", ts } = {}) =>
      room.send({ type, sender: user.userId, content, ...(ts === undefined ? {} : { ts }) })
        .event_id,
    async redact(user, eventId, reason) {
      if (user.isGuest) {
        throw new MatrixError(403, "M_GUEST_ACCESS_FORBIDDEN", "Guest access not allowed");
      }
      return room.redact(user.userId, eventId, reason).event_id;
    },
    setDisplayName: async (user, displayName) => {
      room.send(member(user, displayName));
    },
    sendState: async (type, content, stateKey = "") =>
      room.append({ type, sender: bot.userId, content, stateKey }).event_id,
  };
}
