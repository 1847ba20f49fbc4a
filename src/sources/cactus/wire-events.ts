import { z } from "zod";

// Events as the client-server API has them. Source: Matrix 1.11, "Room event format".
// What only its sender decides (content) may be anything and is then taken for absent; what the
// homeserver vouches for must be right.

const text = z.string().optional().catch(undefined);

/** The content of `m.room.member`. Source: Matrix 1.11, `m.room.member`. */
export const memberContent = z.object({ membership: text, displayname: text });

/** An event of a room's timeline. */
export const timelineEvent = z.object({
  event_id: z.string(),
  type: z.string(),
  sender: z.string(),
  origin_server_ts: z.number(),
  content: z.record(z.string(), z.unknown()),
  state_key: z.string().optional(),
  unsigned: z
    .object({
      redacted_because: z.unknown().optional(),
      prev_content: z.record(z.string(), z.unknown()).optional().catch(undefined),
    })
    .optional(),
});
export type TimelineEvent = z.infer<typeof timelineEvent>;

/** An event of a room's present state. */
export const stateEvent = z.object({
  type: z.string(),
  state_key: z.string(),
  content: z.record(z.string(), z.unknown()),
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
