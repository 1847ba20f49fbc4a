import { z } from "zod";
import type { DisplayNames } from "./authors.ts";
import { isForbidden } from "./homeserver-failure.ts";
import { nameIn } from "./member.ts";
import { type Powers, powersOf } from "./powers.ts";
import type { Session } from "./session.ts";
import { type StateEvent, stateEvent } from "./wire-events.ts";

/** What a room says of itself. */
export interface RoomState {
  readonly names: DisplayNames;
  /** The room that this one replaced. */
  readonly predecessor: string | undefined;
  /** The room that replaced this one. */
  readonly replacement: string | undefined;
  readonly alias: string | undefined;
  readonly powers: Powers | undefined;
}

/** What can't be read of a room's state says nothing of it. */
const roomState = z
  .array(z.unknown())
  .transform((events) => events.flatMap((event) => stateEvent.safeParse(event).data ?? []));
const create = z.object({ predecessor: z.object({ room_id: z.string() }) });
const tombstone = z.object({ replacement_room: z.string() });
const canonicalAlias = z.object({ alias: z.string() });

/**
 * The present state of a room; undefined where the account may not read it, which says nothing about
 * the room's messages.
 * Source: Matrix 1.11 client-server API, `GET /rooms/{roomId}/state`, "Room upgrades".
 */
export async function readRoomState(
  session: Session,
  roomId: string,
  signal: AbortSignal,
): Promise<RoomState | undefined> {
  const events = await session
    .request({ send: (client) => client.roomState(roomId), answer: roomState }, signal)
    .catch((error: unknown) => {
      if (isForbidden(error)) return undefined;
      throw error;
    });
  return events === undefined ? undefined : roomStateFrom(events);
}

/** What these state events, each the latest of its type and key, say of the room. */
export function roomStateFrom(events: readonly StateEvent[]): RoomState {
  return {
    names: namesIn(events),
    predecessor: create.safeParse(contentOf(events, "m.room.create")).data?.predecessor.room_id,
    replacement: tombstone.safeParse(contentOf(events, "m.room.tombstone")).data?.replacement_room,
    powers: powersOf(events),
    alias: canonicalAlias.safeParse(contentOf(events, "m.room.canonical_alias")).data?.alias,
  };
}

function contentOf(events: readonly StateEvent[], type: string): unknown {
  return events.find((event) => event.type === type && event.state_key === "")?.content;
}

function namesIn(events: readonly StateEvent[]): DisplayNames {
  const names = new Map<string, string>();
  for (const { type, state_key, content } of events) {
    const name = type === "m.room.member" ? nameIn(content) : undefined;
    if (name !== undefined) names.set(state_key, name);
  }
  return names;
}
