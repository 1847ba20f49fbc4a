import { namesAtStart } from "./author-names.ts";
import { type Conversation, readConversation } from "./conversation.ts";
import { currentNames, timelinePages } from "./room.ts";
import type { Session } from "./session.ts";
import { readEvent, type TimelineEntry } from "./timeline-entry.ts";

/** How rooms are read. */
export interface RoomReading {
  readonly homeserverUrl: string;
  /** Events asked for at once. */
  readonly pageSize: number;
}

/** Reads the whole conversation of a room. Errors: see {@link timelinePages}. */
export async function readRoom(
  session: Session,
  roomId: string,
  { homeserverUrl, pageSize }: RoomReading,
  signal: AbortSignal,
): Promise<Conversation> {
  const newestFirst = new Map<string, TimelineEntry>();
  for await (const events of timelinePages(session, roomId, pageSize, signal)) {
    for (const event of events) {
      const entry = readEvent(event, homeserverUrl);
      if (entry !== undefined) newestFirst.set(entry.eventId, entry);
    }
  }
  const entries = [...newestFirst.values()].toReversed();
  const told = namesAtStart(entries);
  const isComplete = entries.every((entry) => entry.kind !== "message" || told.has(entry.sender));
  const names = isComplete
    ? told
    : new Map([...(await currentNames(session, roomId, signal)), ...told]);
  return readConversation({ roomId, entries, namesAtStart: names });
}
