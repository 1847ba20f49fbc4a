import type { Conversation } from "../../../src/domain/comment.ts";
import { mediaOf } from "../../../src/sources/cactus/content/media.ts";
import { readConversation } from "../../../src/sources/cactus/conversation.ts";
import { readEvent } from "../../../src/sources/cactus/timeline-entry.ts";
import { type TimelineEvent, timelineEvent } from "../../../src/sources/cactus/wire-events.ts";

/** A room and a homeserver for timelines that no server keeps. */
const roomId = "!room:comments.example";
export const source = "cactus:comments.example/blog";
export const homeserverUrl = "https://matrix.comments.example";

/** Parts of an event that matter to a test. */
export interface EventParts {
  readonly type?: string;
  readonly from?: string;
  readonly ts?: number;
  readonly content: Record<string, unknown>;
  readonly stateKey?: string;
  readonly unsigned?: Record<string, unknown>;
}

/** An event in the client-server API's form, by alice and at time 0 unless said otherwise. */
export function event(eventId: string, parts: EventParts): TimelineEvent {
  return timelineEvent.parse({
    event_id: eventId,
    type: parts.type ?? "m.room.message",
    sender: parts.from ?? "@alice:x",
    origin_server_ts: parts.ts ?? 0,
    content: parts.content,
    state_key: parts.stateKey,
    unsigned: parts.unsigned,
  });
}

/** A text message. */
export function text(eventId: string, body: string, more: Partial<EventParts> = {}): TimelineEvent {
  return event(eventId, { ...more, content: { msgtype: "m.text", body, ...more.content } });
}

/** The content that makes a message a reply. */
export function replyTo(eventId: string): Record<string, unknown> {
  return { "m.relates_to": { "m.in_reply_to": { event_id: eventId } } };
}

/** An edit that gives a message a new text. */
export function edit(
  eventId: string,
  original: string,
  body: string,
  more: Partial<EventParts> = {},
): TimelineEvent {
  return text(eventId, `* ${body}`, {
    ...more,
    content: {
      "m.new_content": { msgtype: "m.text", body },
      "m.relates_to": { rel_type: "m.replace", event_id: original },
      ...more.content,
    },
  });
}

/** A message as the homeserver gives it after its removal. */
export function removed(eventId: string, content: Record<string, unknown> = {}): TimelineEvent {
  return event(eventId, { content, unsigned: { redacted_because: { type: "m.room.redaction" } } });
}

/** A user who joins, or changes the name; `before` is the name that this replaces. */
export function named(
  eventId: string,
  from: string,
  displayname: string | undefined,
  before?: string,
): TimelineEvent {
  const unsigned =
    before === undefined ? {} : { prev_content: { membership: "join", displayname: before } };
  return event(eventId, {
    type: "m.room.member",
    from,
    stateKey: from,
    content: { membership: "join", displayname },
    unsigned,
  });
}

/** What a room says whose timeline is these events, oldest first. */
export function conversationOf(
  events: readonly TimelineEvent[],
  currentNames: Readonly<Record<string, string>> = {},
  ignoredSenders: readonly string[] = [],
): Pick<Conversation, "comments" | "skipped"> {
  const reading = {
    media: mediaOf(homeserverUrl),
    format: "text",
    ignoredSenders: new Set(ignoredSenders),
  } as const;
  const entries = events.flatMap((each) => readEvent(each, reading) ?? []);
  const names = new Map(Object.entries(currentNames));
  return readConversation([{ roomId, source, entries, names, powers: undefined }]);
}
