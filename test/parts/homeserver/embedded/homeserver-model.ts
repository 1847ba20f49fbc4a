import { botName, moderationRoom, parseSectionAlias, sectionRoom } from "../cactus-rooms.ts";
import type { UserHandle } from "../homeserver.ts";
import { Accounts } from "./accounts.ts";
import { createReplacement, createRoom } from "./create-room.ts";
import type { EmbeddedRoom } from "./embedded-room.ts";
import { forbidden } from "./matrix-error.ts";
import type { RoomVersion } from "./room-event.ts";

/** How a homeserver and its Cactus bot behave. */
export interface HomeserverSettings {
  readonly serverName: string;
  readonly roomVersion: RoomVersion;
  readonly guestAccess: boolean;
  readonly createsRoomsOnDemand: boolean;
}

/** What a homeserver knows: accounts, rooms, aliases. */
export class HomeserverModel {
  readonly settings: HomeserverSettings;
  readonly accounts: Accounts;
  readonly botId: string;
  readonly #rooms = new Map<string, EmbeddedRoom>();
  readonly #roomsByAlias = new Map<string, EmbeddedRoom>();
  readonly #sites = new Set<string>();

  constructor(settings: HomeserverSettings) {
    this.settings = settings;
    this.accounts = new Accounts(settings.serverName);
    this.botId = this.accounts.register(botName, "password of the bot").userId;
  }

  /** Creates a section's room, and its site's moderation room before. */
  createSectionRoom(
    siteName: string,
    threadId: string,
    moderators: readonly UserHandle[] = [],
  ): EmbeddedRoom {
    if (!this.#sites.has(siteName)) this.#create(moderationRoom(siteName, this.botId));
    this.#sites.add(siteName);
    return this.#create(sectionRoom(siteName, threadId, this.botId, moderators));
  }

  /** Joins a room under the account's display name. Throws M_FORBIDDEN where guests may not. */
  join(room: EmbeddedRoom, user: UserHandle): void {
    const guestAccess = room.stateEvent("m.room.guest_access")?.content["guest_access"];
    if (user.isGuest && guestAccess !== "can_join") throw forbidden("Guest access not allowed");
    this.setMember(room, user, this.accounts.byUserId(user.userId)?.displayName);
  }

  /** The user is in the room under this name from now on. */
  setMember(room: EmbeddedRoom, user: UserHandle, displayName: string | undefined): void {
    const content = {
      membership: "join",
      ...(displayName === undefined ? {} : { displayname: displayName }),
      ...(user.isGuest ? { kind: "guest" } : {}),
    };
    room.append({ type: "m.room.member", sender: user.userId, stateKey: user.userId, content });
  }

  /** Replaces a room by one that takes over its state and alias. */
  upgradeRoom(room: EmbeddedRoom, alias: string): EmbeddedRoom {
    const replacement = createReplacement(room, this.botId, this.settings.serverName);
    this.#rooms.set(replacement.roomId, replacement);
    this.#roomsByAlias.set(alias, replacement);
    return replacement;
  }

  /** The room of an alias; a registered site's room is made on demand where the bot does so. */
  roomByAlias(alias: string): EmbeddedRoom | undefined {
    const room = this.#roomsByAlias.get(alias);
    if (room !== undefined || !this.settings.createsRoomsOnDemand) return room;
    const thread = parseSectionAlias(alias.slice(1, alias.indexOf(":")));
    if (thread === undefined || !this.#sites.has(thread.siteName)) return undefined;
    return this.createSectionRoom(thread.siteName, thread.threadId);
  }

  /** The room, if the user may read it: as a member, or as anybody where the history is open. */
  readableRoom(roomId: string, userId: string): EmbeddedRoom {
    const room = this.#rooms.get(roomId);
    const visibility = room?.stateEvent("m.room.history_visibility")?.content["history_visibility"];
    if (room?.isJoined(userId) || (room !== undefined && visibility === "world_readable")) {
      return room;
    }
    throw forbidden(`User ${userId} not in room ${roomId}, and room previews are disabled`);
  }

  #create(request: Parameters<typeof createRoom>[0]): EmbeddedRoom {
    const { serverName, roomVersion } = this.settings;
    const alias = `#${request.room_alias_name}:${serverName}`;
    if (this.#roomsByAlias.has(alias)) throw new Error(`room ${alias} exists already`);
    const room = createRoom(request, this.botId, serverName, roomVersion);
    this.#rooms.set(room.roomId, room);
    this.#roomsByAlias.set(alias, room);
    return room;
  }
}
