import type { Finding } from "../../domain/finding.ts";
import type { Timeline } from "./conversation.ts";
import { type CommentRooms, moderationAliases, timelinePages } from "./room.ts";
import {
  historyHidden,
  moderationRoomFinding,
  unconfirmedPredecessor,
  upgradedElsewhere,
} from "./room-findings.ts";
import { type RoomState, readRoomState, roomStateFrom } from "./room-state.ts";
import type { Session } from "./session.ts";
import { type EventReading, readEvent, type TimelineEntry } from "./timeline-entry.ts";
import type { StateEvent, TimelineEvent } from "./wire-events.ts";

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
    const { entries, state, isClosedInPart }: RoomRead = await readRoom(
      session,
      next,
      reading,
      signal,
    );
    const { names, predecessor, replacement, alias } = state ?? unknown;
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
    newestFirst.set(next, { roomId: next, source: reading.source, entries, names });
    successor = next;
    next = predecessor;
  }
  return { timelines: [...newestFirst.values()].toReversed(), findings };
}

/** What is kept of a room. */
interface RoomRead {
  /** Oldest first. */
  readonly entries: readonly TimelineEntry[];
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
  const seen = new Set<string>();
  const latest = new Map<string, StateEvent>();
  let isClosedInPart = false;
  for await (const events of timelinePages(session, roomId, reading.pageSize, signal)) {
    for (const event of events) {
      const { type, state_key, content } = event;
      if (state_key === "" && !latest.has(type)) latest.set(type, { type, state_key, content });
      if (type === "m.room.history_visibility") isClosedInPart ||= wasClosed(event);
      const entry = readEvent(event, reading);
      if (entry === undefined || seen.has(entry.eventId)) continue;
      seen.add(entry.eventId);
      entries.push(entry);
    }
  }
  const state = latest.has("m.room.create")
    ? roomStateFrom([...latest.values()])
    : await readRoomState(session, roomId, signal);
  return { entries: entries.reverse(), state, isClosedInPart };
}

/** Source: Matrix 1.11 client-server API, "Room history visibility". */
function wasClosed({ content, unsigned }: TimelineEvent): boolean {
  return [content, unsigned?.prev_content].some(
    (each) => each !== undefined && each["history_visibility"] !== "world_readable",
  );
}
