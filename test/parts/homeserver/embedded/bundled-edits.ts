import { z } from "zod";
import type { EmbeddedRoom } from "./embedded-room.ts";
import type { RoomEvent } from "./room-event.ts";

const replacement = z.looseObject({
  "m.new_content": z.looseObject({}),
  "m.relates_to": z.looseObject({ rel_type: z.literal("m.replace"), event_id: z.string() }),
});

/**
 * The events as clients get them: the newest edit comes along, the content stays as it was sent.
 * Source: Matrix 1.11, "Server-side aggregation of m.replace relationships".
 */
export function withBundledEdits(
  room: EmbeddedRoom,
  events: readonly RoomEvent[],
): readonly RoomEvent[] {
  const originals = new Map(events.map((event) => [event.event_id, event]));
  const newest = new Map<string, RoomEvent>();
  for (const event of room.timeline) {
    const original = originals.get(editedEventId(event) ?? "");
    if (original?.sender !== event.sender || original.type !== event.type) continue;
    const known = newest.get(original.event_id);
    if (known === undefined || isNewer(event, known)) newest.set(original.event_id, event);
  }
  return events.map((event) => {
    const edit = newest.get(event.event_id);
    if (edit === undefined || "redacted_because" in event.unsigned) return event;
    return { ...event, unsigned: { ...event.unsigned, "m.relations": { "m.replace": edit } } };
  });
}

function editedEventId({ content }: RoomEvent): string | undefined {
  if (!("m.new_content" in content)) return undefined;
  return replacement.safeParse(content).data?.["m.relates_to"].event_id;
}

function isNewer(a: RoomEvent, b: RoomEvent): boolean {
  const later = a.origin_server_ts - b.origin_server_ts;
  return later > 0 || (later === 0 && a.event_id > b.event_id);
}
