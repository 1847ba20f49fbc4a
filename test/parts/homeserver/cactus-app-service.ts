import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import { listenOnLoopback } from "../machine/loopback.ts";
import {
  type CreateRoomRequest,
  moderationRoom,
  parseSectionAlias,
  sectionRoom,
} from "./cactus-rooms.ts";
import type { UserHandle } from "./homeserver.ts";
import { matrixRequest } from "./matrix-request.ts";

/** How the application service reaches its homeserver, and what it does there. */
export interface CactusAppServiceOptions {
  readonly homeserverUrl: string;
  readonly botId: string;
  /** Authenticates the application service at the homeserver. */
  readonly appServiceToken: string;
  /** Authenticates the homeserver at the application service. */
  readonly homeserverToken: string;
  /** Whether a look-up of a registered site's unknown section creates its room. */
  readonly createsRoomsOnDemand: boolean;
}

/** Owns the rooms of the comment sections, as Cactus's application service does. */
export interface CactusAppService extends AsyncDisposable {
  readonly url: string;
  /** Creates the room of a section, and gives the room id; the site is registered before. */
  createSectionRoom(
    siteName: string,
    threadId: string,
    moderators?: readonly UserHandle[],
  ): Promise<string>;
}

const created = z.object({ room_id: z.string() });

/**
 * Starts an application service on a loopback port: takes the homeserver's transactions and answers
 * its look-ups of rooms and users.
 * Source: Matrix Application Service API, "Pushing events" and "Querying".
 */
export async function startCactusAppService(
  options: CactusAppServiceOptions,
): Promise<CactusAppService> {
  const { homeserverUrl, botId, appServiceToken, homeserverToken, createsRoomsOnDemand } = options;
  const sites = new Map<string, Promise<string>>();
  const server = createServer((request, response) => {
    answer(request).then(
      (status) => reply(response, status),
      (error: unknown) => reply(response, 500, String(error)),
    );
  });
  const url = await listenOnLoopback(server);

  async function answer(request: IncomingMessage): Promise<number> {
    if (request.headers.authorization !== `Bearer ${homeserverToken}`) return 403;
    request.resume();
    const segments = new URL(request.url ?? "/", url).pathname.split("/").map(decodeURIComponent);
    const [, , , , kind, id = ""] = segments;
    if (kind === "transactions") return 200;
    return kind === "rooms" && (await queryAlias(id)) ? 200 : 404;
  }

  async function queryAlias(alias: string): Promise<boolean> {
    const thread = parseSectionAlias(alias.slice(1, alias.indexOf(":")));
    if (!createsRoomsOnDemand || thread === undefined || !sites.has(thread.siteName)) return false;
    await createRoom(sectionRoom(thread.siteName, thread.threadId, botId));
    return true;
  }

  async function createRoom(body: CreateRoomRequest): Promise<string> {
    const request = { method: "POST", token: appServiceToken, body } as const;
    const path = "/_matrix/client/v3/createRoom";
    const answer = await matrixRequest(homeserverUrl, { ...request, path });
    if (answer.status === 200) return created.parse(answer.body).room_id;
    throw new Error(`room ${body.room_alias_name} not created: ${JSON.stringify(answer.body)}`);
  }

  return {
    url,
    async createSectionRoom(siteName, threadId, moderators) {
      const site = sites.get(siteName) ?? createRoom(moderationRoom(siteName, botId));
      sites.set(siteName, site);
      await site;
      return createRoom(sectionRoom(siteName, threadId, botId, moderators));
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
}

function reply(response: ServerResponse, status: number, error = "not found"): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(status === 200 ? {} : { errcode: "M_NOT_FOUND", error }));
}
