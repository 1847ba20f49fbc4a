/** Content of an event. */
export type Content = Readonly<Record<string, unknown>>;

/** Room versions whose rules the embedded homeserver knows. */
export type RoomVersion = "10" | "11";

/** An event in the client-server API's form. Source: Matrix 1.11, "Room event format". */
export interface RoomEvent {
  readonly event_id: string;
  readonly room_id: string;
  readonly type: string;
  readonly sender: string;
  /** Milliseconds since the Unix epoch. */
  readonly origin_server_ts: number;
  readonly content: Content;
  /** Only state events have one. */
  readonly state_key?: string;
  /** Only redactions have one. */
  readonly redacts?: string;
  readonly unsigned: Content;
}

/** Content fields that a redaction leaves in, by event type. Source: room version 10, "Redactions". */
const keptInVersion10: Readonly<Record<string, readonly string[]>> = {
  "m.room.member": ["membership", "join_authorised_via_users_server"],
  "m.room.create": ["creator"],
  "m.room.join_rules": ["join_rule", "allow"],
  "m.room.power_levels": [
    "ban",
    "events",
    "events_default",
    "kick",
    "redact",
    "state_default",
    "users",
    "users_default",
  ],
  "m.room.history_visibility": ["history_visibility"],
};

/** The event as it is after its redaction. Source: room versions 10 and 11, "Redactions". */
export function redactedEvent(
  event: RoomEvent,
  redaction: RoomEvent,
  version: RoomVersion,
): RoomEvent {
  const { redacts: _, ...rest } = event;
  return {
    ...rest,
    content: keptContent(event, version),
    unsigned: { redacted_by: redaction.event_id, redacted_because: redaction },
  };
}

function keptContent({ type, content }: RoomEvent, version: RoomVersion): Content {
  if (version === "11" && type === "m.room.create") return content;
  const kept = new Set(keptInVersion10[type]);
  if (version === "11" && type === "m.room.power_levels") kept.add("invite");
  if (version === "11" && type === "m.room.redaction") kept.add("redacts");
  return Object.fromEntries(Object.entries(content).filter(([name]) => kept.has(name)));
}
