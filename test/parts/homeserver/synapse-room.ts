import { z } from "zod";
import type { RoomHandle, SendOptions, UserHandle } from "./homeserver.ts";
import { matrixResult, path } from "./matrix-request.ts";

const sent = z.object({ event_id: z.string() });
const upgraded = z.object({ replacement_room: z.string() });
const joined = z.object({ room_id: z.string() });

/** The place of a room and the token of the application service that owns it. */
export interface SynapseRoomOptions {
  readonly baseUrl: string;
  readonly appServiceToken: string;
  readonly roomId: string;
  readonly alias: string;
}

/** A handle that plays events into a room over the client-server API. */
export function synapseRoom(options: SynapseRoomOptions): RoomHandle {
  const { baseUrl, appServiceToken, roomId, alias } = options;
  let transactions = 0;

  async function putEvent(
    where: string,
    token: string,
    body: Record<string, unknown>,
    query: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const request = { method: "PUT", path: where, token, body, query } as const;
    return (await matrixResult(baseUrl, request, sent)).event_id;
  }

  function send(
    user: UserHandle,
    content: Record<string, unknown>,
    { type = "m.room.message", ts }: SendOptions = {},
  ): Promise<string> {
    const where = path`/_matrix/client/v3/rooms/${roomId}/send/${type}/${String(transactions++)}`;
    if (ts === undefined) return putEvent(where, user.accessToken, content);
    // Only application services may choose a time.
    return putEvent(where, appServiceToken, content, { user_id: user.userId, ts: String(ts) });
  }

  return {
    roomId,
    alias,
    send,
    async join(user) {
      const where = path`/_matrix/client/v3/rooms/${roomId}/join`;
      await matrixResult(
        baseUrl,
        { method: "POST", path: where, token: user.accessToken, body: {} },
        joined,
      );
    },
    redact(user, eventId, reason) {
      const transaction = String(transactions++);
      return putEvent(
        path`/_matrix/client/v3/rooms/${roomId}/redact/${eventId}/${transaction}`,
        user.accessToken,
        reason === undefined ? {} : { reason },
      );
    },
    async upgrade() {
      const replacement = await matrixResult(
        baseUrl,
        {
          method: "POST",
          path: path`/_matrix/client/v3/rooms/${roomId}/upgrade`,
          token: appServiceToken,
          body: { new_version: "11" },
        },
        upgraded,
      );
      return synapseRoom({ ...options, roomId: replacement.replacement_room });
    },
    async setDisplayName(user, displayName) {
      await putEvent(
        path`/_matrix/client/v3/rooms/${roomId}/state/m.room.member/${user.userId}`,
        user.accessToken,
        { membership: "join", displayname: displayName },
      );
    },
    sendState(type, content, stateKey = "") {
      return putEvent(
        path`/_matrix/client/v3/rooms/${roomId}/state/${type}/${stateKey}`,
        appServiceToken,
        content,
      );
    },
  };
}
