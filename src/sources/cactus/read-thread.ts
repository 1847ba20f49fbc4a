import type { Finding } from "../../domain/finding.ts";
import type { Timeline } from "./conversation.ts";
import { type CommentRooms, moderationAliases, timelinePages } from "./room.ts";
import {
  historyHidden,
  moderationRoomFinding,
  unconfirmedPredecessor,
  unreadableEvents,
  upgradedElsewhere,
} from "./room-findings.ts";
import { type RoomState, readRoomState, roomStateFrom } from "./room-state.ts";
import type { Session } from "./session.ts";
import {
  type EventReading,
  readEvent,
  type TimelineEntry,
  unreadableEntry,
} from "./timeline-entry.ts";
import {
  readTimelineEvent,
  type StateEvent,
  type TimelineEvent,
  type UnreadableEvent,
} from "./wire-events.ts";

/** How the rooms of threads are read. */
interface RoomReading extends EventReading, CommentRooms {
  /** Events asked for at once. */
  readonly pageSize: number;
  /** Whose the comments are: see `sourceName`. */
  readonly source: string;
}

/** What the rooms of one thread hold. */
interface ThreadHistory {
  /** The room's, after those of the rooms that it replaced; empty for what is no thread. */
  readonly timelines: readonly Timeline[];
  readonly findings: readonly Finding[];
}

const unknown: RoomState = {
  names: new Map(),
  predecessor: undefined,
  replacement: undefined,
  alias: undefined,
  powers: undefined,
};

/**
 * Reads the whole history of a thread's room, and of the rooms that it replaced by upgrades, as far
 * as those confirm it: anybody can make a room that claims another one's history.
 * Source: Matrix 1.11, "Room upgrades". Errors: see {@link timelinePages}.
 */
export async function readThread(
  session: Session,
  roomId: string,
  reading: RoomReading,
  signal: AbortSignal,
): Promise<ThreadHistory> {
  const newestFirst = new Map<string, Timeline>();
  const findings: Finding[] = [];
  let successor: string | undefined;
  for (let next: string | undefined = roomId; next !== undefined && !newestFirst.has(next); ) {
    const { entries, unreadable, state, isClosedInPart }: RoomRead = await readRoom(
      session,
      next,
      reading,
      signal,
    );
    const { names, powers, predecessor, replacement, alias } = state ?? unknown;
    if (alias !== undefined && moderationAliases(reading).includes(alias)) {
      findings.push(moderationRoomFinding(next));
      break;
    }
    if (successor !== undefined && state !== undefined && replacement !== successor) {
      findings.push(unconfirmedPredecessor(next, successor));
      break;
    }
    if (successor === undefined && replacement !== undefined) {
      findings.push(upgradedElsewhere(next, replacement));
    }
    if (session.isGuest && isClosedInPart) findings.push(historyHidden(next));
    if (unreadable.length > 0) findings.push(unreadableEvents(next, unreadable));
    newestFirst.set(next, { roomId: next, source: reading.source, entries, names, powers });
    successor = next;
    next = predecessor;
  }
  return { timelines: [...newestFirst.values()].toReversed(), findings };
}

/** What is kept of a room. */
interface RoomRead {
  /** Oldest first. */
  readonly entries: readonly TimelineEntry[];
  /** Each once; they are among the entries, too. */
  readonly unreadable: readonly UnreadableEvent[];
  /** Undefined where the account may not read it. */
  readonly state: RoomState | undefined;
  /** Whether its history was not readable by everybody for some time. */
  readonly isClosedInPart: boolean;
}

/**
 * Only what comments are made of is kept of each page. A timeline that begins with the room's creation
 * tells the room's state as well, and who may not see so far has to ask for it.
 */
async function readRoom(
  session: Session,
  roomId: string,
  reading: RoomReading,
  signal: AbortSignal,
): Promise<RoomRead> {
  const entries: TimelineEntry[] = [];
  const latest = new Map<string, StateEvent>();
  const unreadable: UnreadableEvent[] = [];
  let isClosedInPart = false;
  for await (const event of eventsOf(session, roomId, reading, signal)) {
    if ("fields" in event) {
      unreadable.push(event);
      entries.push(unreadableEntry(event));
      continue;
    }
    const { type, state_key, content } = event;
    if (state_key === "" && !latest.has(type)) latest.set(type, { type, state_key, content });
    if (type === "m.room.history_visibility") isClosedInPart ||= wasClosed(event);
    const entry = readEvent(event, reading);
    if (entry !== undefined) entries.push(entry);
  }
  const state = latest.has("m.room.create")
    ? roomStateFrom([...latest.values()])
    : await readRoomState(session, roomId, signal);
  return { entries: entries.reverse(), unreadable, state, isClosedInPart };
}

/** The events of a room, newest first. Some homeservers send an event twice (Dendrite). */
async function* eventsOf(
  session: Session,
  roomId: string,
  { pageSize }: RoomReading,
  signal: AbortSignal,
): AsyncGenerator<TimelineEvent | UnreadableEvent> {
  const seen = new Set<string>();
  for await (const page of timelinePages(session, roomId, pageSize, signal)) {
    for (const raw of page) {
      const event = readTimelineEvent(raw);
      const id = "fields" in event ? event.eventId : event.event_id;
      if (id !== undefined && seen.has(id)) continue;
      if (id !== undefined) seen.add(id);
      yield event;
    }
  }
}

/** Source: Matrix 1.11 client-server API, "Room history visibility". */
function wasClosed({ content, unsigned }: TimelineEvent): boolean {
  return [content, unsigned?.prev_content].some(
    (each) => each !== undefined && each["history_visibility"] !== "world_readable",
  );
}
