import type { ContentFormat } from "../../domain/content-format.ts";
import type { Media } from "./content/media.ts";
import { type Message, readMessage } from "./content/message.ts";
import { nameIn } from "./member.ts";
import { type Relation, relation, type TimelineEvent } from "./wire-events.ts";

/** What is kept of an event of a room's timeline. */
export type TimelineEntry = MessageEntry | EditEntry | ReactionEntry | MemberEntry | AbsentEntry;

/** A message as it was sent. */
export interface MessageEntry {
  readonly kind: "message";
  readonly eventId: string;
  readonly sender: string;
  readonly sentAt: number;
  readonly message: Message;
  /** Event ids of what it answers, the closest first; empty for a message that answers nothing. */
  readonly answers: readonly string[];
}

/** A new version of a message. */
export interface EditEntry {
  readonly kind: "edit";
  readonly eventId: string;
  readonly sender: string;
  readonly sentAt: number;
  readonly original: string;
  /** Undefined where the edit lacks its new content. */
  readonly message: Message | undefined;
}

/** A change of a member of the room. Names are empty for none. */
interface MemberEntry {
  readonly kind: "member";
  readonly eventId: string;
  readonly userId: string;
  /** From here on; undefined where the user isn't in the room. */
  readonly name: string | undefined;
  /** Until here; undefined where it isn't known. */
  readonly before: string | undefined;
}

/** A symbol that somebody set under a message. */
interface ReactionEntry {
  readonly kind: "reaction";
  readonly eventId: string;
  readonly sender: string;
  readonly target: string;
  readonly key: string;
}

/** Something that was said, but is no comment: removed by redaction, or of an unknown kind. */
interface AbsentEntry {
  readonly kind: "absent";
  readonly eventId: string;
  /** Why it isn't a comment, in plain words; undefined for what was removed. */
  readonly reason: string | undefined;
  /** Event ids of what it answers, or of what it edited, the closest first. */
  readonly answers: readonly string[];
}

/** How events are read. */
export interface EventReading {
  readonly media: Media;
  readonly format: ContentFormat;
  /** User ids of those whose messages are skipped. */
  readonly ignoredSenders: ReadonlySet<string>;
}

/** Reads an event; undefined for what is no part of the conversation (other state, redactions). */
export function readEvent(event: TimelineEvent, reading: EventReading): TimelineEntry | undefined {
  if (event.state_key !== undefined) return readState(event, event.state_key);
  if (event.type === "m.room.redaction") return undefined;
  const isIgnored = reading.ignoredSenders.has(event.sender);
  if (event.type === "m.reaction") return isIgnored ? undefined : readReaction(event);
  const relatesTo = relation.parse(event.content["m.relates_to"]);
  const eventId = event.event_id;
  const original = relatesTo.rel_type === "m.replace" ? relatesTo.event_id : undefined;
  const answers = original === undefined ? answeredBy(relatesTo) : [original];
  if (isRedacted(event)) return { kind: "absent", eventId, reason: undefined, answers };
  if (isIgnored)
    return { kind: "absent", eventId, reason: `sender ${event.sender} ignored`, answers };
  const isSticker = event.type === "m.sticker";
  if (event.type !== "m.room.message" && !isSticker) {
    return { kind: "absent", eventId, reason: unknownType(event.type), answers };
  }
  if (original !== undefined) return readEdit(event, original, reading);
  const isReply = relatesTo["m.in_reply_to"] !== undefined;
  const content = isSticker ? { ...event.content, msgtype: "m.sticker" } : event.content;
  return {
    kind: "message",
    eventId,
    sender: event.sender,
    sentAt: event.origin_server_ts,
    message: readMessage(content, { ...reading, isReply }),
    answers,
  };
}

/** An edit's new content has no reply fallback. Source: Matrix 1.11, "Editing rich replies". */
function readEdit(event: TimelineEvent, original: string, reading: EventReading): EditEntry {
  const newContent = event.content["m.new_content"];
  return {
    kind: "edit",
    eventId: event.event_id,
    sender: event.sender,
    sentAt: event.origin_server_ts,
    original,
    message:
      newContent === undefined
        ? undefined
        : readMessage(newContent, { ...reading, isReply: false }),
  };
}

function readReaction(event: TimelineEvent): ReactionEntry | undefined {
  const { rel_type, event_id: target, key } = relation.parse(event.content["m.relates_to"]);
  if (rel_type !== "m.annotation" || target === undefined || !key) return undefined;
  return { kind: "reaction", eventId: event.event_id, sender: event.sender, target, key };
}

function readState(event: TimelineEvent, userId: string): MemberEntry | undefined {
  const { event_id: eventId, type, content, unsigned } = event;
  if (type !== "m.room.member") return undefined;
  const before = nameIn(unsigned?.prev_content);
  return { kind: "member", eventId, userId, name: nameIn(content), before };
}

/**
 * In a thread, `m.in_reply_to` is a real reply only where it isn't falling back; otherwise the message
 * answers the thread's root. Source: Matrix 1.11, "Threading", "Fallback for unthreaded clients".
 */
function answeredBy(relatesTo: Relation): readonly string[] {
  const inReplyTo = relatesTo["m.in_reply_to"]?.event_id;
  const isThread = relatesTo.rel_type === "m.thread";
  const candidates = isThread
    ? [relatesTo.is_falling_back === true ? undefined : inReplyTo, relatesTo.event_id]
    : [inReplyTo];
  return candidates.filter((eventId) => eventId !== undefined);
}

/** A redaction leaves nothing of a message's content. Source: Matrix 1.11, "Redactions". */
function isRedacted({ content, unsigned }: TimelineEvent): boolean {
  return unsigned?.redacted_because !== undefined || Object.keys(content).length === 0;
}

function unknownType(type: string): string {
  return type === "m.room.encrypted" ? "encrypted" : `event type ${type}`;
}
