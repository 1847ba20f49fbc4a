import { createHash } from "node:crypto";
import type { CreateRoomRequest } from "../cactus-rooms.ts";
import { EmbeddedRoom } from "./embedded-room.ts";
import type { RoomVersion } from "./room-event.ts";

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
  const hash = createHash("sha256").update(alias).digest("base64url");
  const room = new EmbeddedRoom(
    `!${hash.replaceAll(/[-_]/g, "").slice(0, 18)}:${serverName}`,
    version,
  );

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
