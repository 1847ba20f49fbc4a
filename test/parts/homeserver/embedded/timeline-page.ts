import { z } from "zod";
import { withBundledEdits } from "./bundled-edits.ts";
import type { EmbeddedRoom } from "./embedded-room.ts";
import { MatrixError } from "./matrix-error.ts";
import type { RoomEvent } from "./room-event.ts";

/** A page of a room's history. Source: Matrix 1.11, `GET /rooms/{roomId}/messages`. */
export interface TimelinePage {
  readonly chunk: readonly RoomEvent[];
  readonly start: string;
  /** Absent when there is nothing further. */
  readonly end?: string;
  /** Membership of the chunk's senders, with lazy loading. */
  readonly state?: readonly RoomEvent[];
}

const largestLimit = 1000;
const typesOrSenders = z.array(z.string()).optional();
const filterShape = z.looseObject({
  types: typesOrSenders,
  not_types: typesOrSenders,
  senders: typesOrSenders,
  not_senders: typesOrSenders,
  lazy_load_members: z.boolean().default(false),
});
type Filter = z.infer<typeof filterShape>;

/**
 * Pages through a room as Synapse does: the limit counts events before those are left out that the
 * reader may not see, so that a chunk can be short or empty and yet have an `end`; the start of the
 * room is reached when a chunk is empty and has no `end`.
 */
export function timelinePage(
  room: EmbeddedRoom,
  userId: string,
  query: URLSearchParams,
): TimelinePage {
  const backwards = query.get("dir") === "b";
  const filter = parseFilter(query.get("filter"));
  const last = room.timeline.length;
  const from = position(query, "from") ?? (backwards ? last : 0);
  const to = position(query, "to") ?? (backwards ? 0 : last);

  const between = room.timeline
    .map((event, index) => ({ event, index }))
    .slice(Math.min(from, to), Math.max(from, to));
  const onward = backwards ? between.toReversed() : between;
  const page = onward.filter(({ event }) => passes(event, filter)).slice(0, limit(query));
  const lastOfPage = page.at(-1);
  if (lastOfPage === undefined) return { chunk: [], start: token(from) };

  const isVisible = visibility(room, userId);
  const visible = page.filter(({ index }) => isVisible(index));
  const chunk = withBundledEdits(
    room,
    visible.map(({ event }) => event),
  );
  const start = token(from);
  const end = token(backwards ? lastOfPage.index : lastOfPage.index + 1);
  const first = visible[0];
  if (!filter.lazy_load_members || first === undefined) return { chunk, start, end };
  return { chunk, start, end, state: sendersAt(room, first.index, chunk) };
}

/** The senders' membership as it was at that place of the timeline. */
function sendersAt(
  room: EmbeddedRoom,
  index: number,
  chunk: readonly RoomEvent[],
): readonly RoomEvent[] {
  const senders = new Set(chunk.map(({ sender }) => sender));
  const members = new Map<string, RoomEvent>();
  for (const event of room.timeline.slice(0, index + 1)) {
    const { type, state_key } = event;
    if (type !== "m.room.member" || state_key === undefined) continue;
    if (senders.has(state_key)) members.set(state_key, event);
  }
  return [...members.values()];
}

/** Who isn't in the room sees what was sent while its history was readable by everybody. */
function visibility(room: EmbeddedRoom, userId: string): (index: number) => boolean {
  if (room.isJoined(userId)) return () => true;
  let worldReadable = false;
  const visible = room.timeline.map(({ type, content }) => {
    if (type === "m.room.history_visibility") {
      worldReadable = content["history_visibility"] === "world_readable";
    }
    return worldReadable;
  });
  return (index) => visible[index] ?? false;
}

function passes({ type, sender }: RoomEvent, filter: Filter): boolean {
  const { types, not_types, senders, not_senders } = filter;
  return (
    (types?.some((pattern) => matches(type, pattern)) ?? true) &&
    !not_types?.some((pattern) => matches(type, pattern)) &&
    (senders?.includes(sender) ?? true) &&
    !not_senders?.includes(sender)
  );
}

/** Event types of a filter may hold `*`. */
function matches(type: string, pattern: string): boolean {
  return new RegExp(`^${pattern.split("*").map(RegExp.escape).join(".*")}$`).test(type);
}

function parseFilter(text: string | null): Filter {
  try {
    return filterShape.parse(JSON.parse(text ?? "{}"));
  } catch (cause) {
    throw new MatrixError(400, "M_NOT_JSON", `filter is not usable: ${String(cause)}`);
  }
}

function limit(query: URLSearchParams): number {
  const text = query.get("limit") ?? "10";
  if (!/^\d+$/.test(text)) {
    throw new MatrixError(400, "M_INVALID_PARAM", "Query parameter limit must be an integer");
  }
  return Math.min(Number(text), largestLimit);
}

function token(position: number): string {
  return `t${position}_0_0`;
}

function position(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const digits = /^t(\d+)_0_0$/.exec(text)?.[1];
  if (digits !== undefined) return Number(digits);
  throw new MatrixError(400, "M_UNKNOWN", `'${name}' parameter is invalid`);
}
