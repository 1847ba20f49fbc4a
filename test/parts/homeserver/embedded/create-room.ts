import { createHash } from "node:crypto";
import type { CreateRoomRequest } from "../cactus-rooms.ts";
import { EmbeddedRoom } from "./embedded-room.ts";
import type { Content, RoomVersion } from "./room-event.ts";

const defaultPowerLevels = {
  ban: 50,
  events: {},
  events_default: 0,
  invite: 0,
  kick: 50,
  redact: 50,
  state_default: 50,
  users_default: 0,
};

/**
 * Creates a room with its first events in the order of the specification.
 * Source: Matrix 1.11, `POST /_matrix/client/v3/createRoom`.
 */
export function createRoom(
  request: CreateRoomRequest,
  creator: string,
  serverName: string,
  version: RoomVersion,
): EmbeddedRoom {
  const alias = `#${request.room_alias_name}:${serverName}`;
  const room = emptyRoom(alias, serverName, version);

  const setState = (type: string, content: Record<string, unknown>, stateKey = ""): void => {
    room.append({ type, sender: creator, content, stateKey });
  };
  setState("m.room.create", {
    ...request.creation_content,
    room_version: version,
    ...(version === "10" ? { creator } : {}),
  });
  setState("m.room.member", { membership: "join" }, creator);
  setState("m.room.power_levels", {
    ...defaultPowerLevels,
    ...request.power_level_content_override,
  });
  setState("m.room.canonical_alias", { alias });
  for (const { type, content } of request.initial_state) setState(type, content);
  setState("m.room.name", { name: request.name });
  return room;
}

const takenOver = [
  "m.room.power_levels",
  "m.room.join_rules",
  "m.room.guest_access",
  "m.room.history_visibility",
  "m.room.name",
  "m.room.canonical_alias",
];

/**
 * Creates the room that replaces another one, which ends with a tombstone.
 * Source: Matrix 1.11, `POST /_matrix/client/v3/rooms/{roomId}/upgrade`.
 */
export function createReplacement(
  old: EmbeddedRoom,
  creator: string,
  serverName: string,
): EmbeddedRoom {
  const room = emptyRoom(`${old.roomId} replaced`, serverName, "11");
  const tombstone = { body: "This room has been replaced", replacement_room: room.roomId };
  const draft = { type: "m.room.tombstone", sender: creator, content: tombstone, stateKey: "" };
  const { event_id } = old.append(draft);
  const predecessor = { room_id: old.roomId, event_id };
  const setState = (type: string, content: Content, stateKey = ""): void => {
    room.append({ type, sender: creator, content, stateKey });
  };
  setState("m.room.create", { room_version: "11", predecessor });
  setState("m.room.member", { membership: "join" }, creator);
  for (const type of takenOver) {
    const event = old.stateEvent(type);
    if (event !== undefined) setState(type, event.content);
  }
  return room;
}

function emptyRoom(identity: string, serverName: string, version: RoomVersion): EmbeddedRoom {
  const hash = createHash("sha256").update(identity).digest("base64url");
  const name = hash.replaceAll(/[-_]/g, "").slice(0, 18);
  return new EmbeddedRoom(`!${name}:${serverName}`, version);
}
