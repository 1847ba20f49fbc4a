import { z } from "zod";

// Events as the client-server API has them. Source: Matrix 1.11, "Room event format".
// null is absence, as some homeservers write it (Dendrite). What only its sender decides (content) may
// be anything and is then taken for absent; an event without what the homeserver vouches for is one
// that can't be read.

const text = z.string().optional().catch(undefined);

function absentIfNull<Type extends z.ZodType>(type: Type) {
  return type
    .nullish()
    .transform((value) => value ?? undefined)
    .optional();
}

/** The content of `m.room.member`. Source: Matrix 1.11, `m.room.member`. */
export const memberContent = z.object({ membership: text, displayname: text });

const content = z.record(z.string(), z.unknown());

/** An event of a room's timeline. */
export const timelineEvent = z.object({
  event_id: z.string().min(1),
  type: z.string().min(1),
  sender: z.string().min(1),
  origin_server_ts: z.number(),
  content,
  state_key: absentIfNull(z.string()),
  /** Of a redaction, in rooms before version 11. */
  redacts: text,
  unsigned: absentIfNull(
    z.object({
      redacted_because: absentIfNull(z.unknown()),
      prev_content: content.optional().catch(undefined),
    }),
  ),
});
export type TimelineEvent = z.infer<typeof timelineEvent>;

/** An event of a timeline that can't be read. */
export interface UnreadableEvent {
  /** Undefined where it has none. */
  readonly eventId: string | undefined;
  /** The fields that are not as the specification has them. */
  readonly fields: readonly string[];
}

/** Reads an event as it came; one that was removed may lack its content. */
export function readTimelineEvent(raw: unknown): TimelineEvent | UnreadableEvent {
  const read = timelineEvent.safeParse(raw);
  if (read.success) return read.data;
  const removed = removedEvent.safeParse(raw);
  if (removed.success) return { ...removed.data, content: {} };
  const { data } = z.object({ event_id: z.string().min(1) }).safeParse(raw);
  const fields = new Set(read.error.issues.map(({ path: [field] }) => String(field ?? "event")));
  return { eventId: data?.event_id, fields: [...fields] };
}

const removedEvent = timelineEvent.extend({
  content: z.unknown(),
  unsigned: z.object({ redacted_because: z.object({}) }),
});

/** An event of a room's present state. */
export const stateEvent = z.object({
  type: z.string(),
  state_key: z.string(),
  content,
});
export type StateEvent = z.infer<typeof stateEvent>;

/** How an event relates to others. Source: Matrix 1.11, "Forming relationships", "Rich replies". */
export const relation = z
  .object({
    rel_type: text,
    event_id: text,
    key: text,
    is_falling_back: z.boolean().optional().catch(undefined),
    "m.in_reply_to": z.object({ event_id: z.string() }).optional().catch(undefined),
  })
  .catch({});
export type Relation = z.infer<typeof relation>;
