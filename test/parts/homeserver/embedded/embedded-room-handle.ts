import type { RoomHandle } from "../homeserver.ts";
import type { EmbeddedRoom } from "./embedded-room.ts";
import type { HomeserverModel } from "./homeserver-model.ts";

/** A handle that plays events straight into a room, without requests. */
export function embeddedRoomHandle(
  homeserver: HomeserverModel,
  room: EmbeddedRoom,
  alias: string,
): RoomHandle {
  return {
    roomId: room.roomId,
    alias,
    async join(user) {
      homeserver.join(room, user);
    },
    async send({ userId }, content, { type = "m.room.message", ts } = {}) {
      const time = ts === undefined ? {} : { ts };
      return room.send({ type, sender: userId, content, ...time }).event_id;
    },
    async redact({ userId }, eventId, reason) {
      return room.redact(userId, eventId, reason).event_id;
    },
    async upgrade() {
      return embeddedRoomHandle(homeserver, homeserver.upgradeRoom(room, alias), alias);
    },
    async setDisplayName(user, displayName) {
      homeserver.setMember(room, user, displayName);
    },
    async sendState(type, content, stateKey = "") {
      const sender = homeserver.botId;
      return room.send({ type, sender, content, stateKey }).event_id;
    },
  };
}
