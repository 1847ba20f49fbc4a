import type { ContentFormat } from "../../domain/content-format.ts";
import type { Media } from "./content/media.ts";
import { type Message, type MessageContext, readMessage } from "./content/message.ts";
import { readMessageWithMedia } from "./content/shown-media.ts";
import { nameIn } from "./member.ts";
import { type Powers, powersIn } from "./powers.ts";
import {
  type Relation,
  relation,
  type TimelineEvent,
  type UnreadableEvent,
} from "./wire-events.ts";

/** What is kept of an event of a room's timeline. */
export type TimelineEntry =
  | MessageEntry
  | EditEntry
  | ReactionEntry
  | RedactionEntry
  | MemberEntry
  | PowersEntry
  | AbsentEntry;

/** A message as it was sent. */
export interface MessageEntry {
  readonly kind: "message";
  readonly eventId: string;
  readonly sender: string;
  readonly sentAt: number;
  readonly message: Message;
  /** Whether it answers another message by itself, and so may begin with a quotation of it. */
  readonly isReply: boolean;
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
  /** What it says in place of a message that answers nothing, and of a reply. */
  readonly message: Message;
  readonly messageOfReply: Message;
  /** Whether it was redacted, though the homeserver still has its text. */
  readonly isRemoved: boolean;
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

/** A request to remove an event; homeservers empty it, but not all do. */
interface RedactionEntry {
  readonly kind: "redaction";
  readonly eventId: string;
  readonly sender: string;
  readonly target: string;
}

/** A change of who may do what in the room. */
interface PowersEntry {
  readonly kind: "powers";
  readonly eventId: string;
  readonly powers: Powers;
}

/** Something that is no comment: removed by redaction, of an unknown kind, or not to be read. */
interface AbsentEntry {
  readonly kind: "absent";
  readonly eventId: string;
  /** Why it isn't a comment, in plain words; undefined where nothing of it is left. */
  readonly reason: string | undefined;
  readonly isRemoved: boolean;
  /** Event ids of what it answers, or of what it edited, the closest first. */
  readonly answers: readonly string[];
}

/** How events are read. */
export interface EventReading {
  readonly media: Media;
  readonly format: ContentFormat;
  /** Whether the media is to be kept elsewhere; false when left out. */
  readonly keepsMedia?: boolean;
  /** User ids of those whose messages are skipped. */
  readonly ignoredSenders: ReadonlySet<string>;
}

/** Reads an event; undefined for what is no part of the conversation, such as other state. */
export function readEvent(event: TimelineEvent, reading: EventReading): TimelineEntry | undefined {
  if (event.state_key !== undefined) return readState(event, event.state_key);
  if (event.type === "m.room.redaction") return readRedaction(event);
  const isIgnored = reading.ignoredSenders.has(event.sender);
  if (event.type === "m.reaction") return isIgnored ? undefined : readReaction(event);
  const relatesTo = relation.parse(event.content["m.relates_to"]);
  const eventId = event.event_id;
  const original = relatesTo.rel_type === "m.replace" ? relatesTo.event_id : undefined;
  const answers = original === undefined ? answeredBy(relatesTo) : [original];
  const absent = { kind: "absent", eventId, isRemoved: false, answers } as const;
  if (isRedacted(event)) return { ...absent, reason: undefined, isRemoved: true };
  if (isIgnored) return { ...absent, reason: `sender ${event.sender} ignored` };
  const isSticker = event.type === "m.sticker";
  if (event.type !== "m.room.message" && !isSticker) {
    return { ...absent, reason: unknownType(event.type) };
  }
  if (original !== undefined) return readEdit(event, original, reading);
  const isReply = relatesTo["m.in_reply_to"] !== undefined;
  const content = isSticker ? { ...event.content, msgtype: "m.sticker" } : event.content;
  return {
    kind: "message",
    eventId,
    sender: event.sender,
    sentAt: event.origin_server_ts,
    message: messageOf(content, reading, { isReply }),
    isReply,
    answers,
  };
}

/** What stands for an event that can't be read; it may be a comment. */
export function unreadableEntry({ eventId = "no id", fields }: UnreadableEvent): AbsentEntry {
  const reason = `event without a usable ${fields.join(" and ")}`;
  return { kind: "absent", eventId, reason, isRemoved: false, answers: [] };
}

/**
 * An edit's new content should have no reply fallback, and has one from some clients. Whether its
 * original is a reply is not known here. Source: Matrix 1.11, "Editing rich replies".
 */
function readEdit(event: TimelineEvent, original: string, reading: EventReading): EditEntry {
  const newContent = event.content["m.new_content"];
  const read = (isReply: boolean) => messageOf(newContent, reading, { isReply, isEdit: true });
  return {
    kind: "edit",
    eventId: event.event_id,
    sender: event.sender,
    sentAt: event.origin_server_ts,
    original,
    message: read(false),
    messageOfReply: read(true),
    isRemoved: false,
  };
}

function messageOf(
  content: unknown,
  reading: EventReading,
  position: Pick<MessageContext, "isReply" | "isEdit">,
): Message {
  const read = reading.keepsMedia === true ? readMessageWithMedia : readMessage;
  return read(content, { ...reading, ...position });
}

function readReaction(event: TimelineEvent): ReactionEntry | undefined {
  const { rel_type, event_id: target, key } = relation.parse(event.content["m.relates_to"]);
  if (rel_type !== "m.annotation" || target === undefined || !key) return undefined;
  return { kind: "reaction", eventId: event.event_id, sender: event.sender, target, key };
}

/** Source: Matrix 1.11, `m.room.redaction`; room version 11 has the id within the content. */
function readRedaction(event: TimelineEvent): RedactionEntry | undefined {
  const inContent = event.content["redacts"];
  const target = event.redacts ?? (typeof inContent === "string" ? inContent : undefined);
  if (target === undefined) return undefined;
  return { kind: "redaction", eventId: event.event_id, sender: event.sender, target };
}

function readState(event: TimelineEvent, userId: string): MemberEntry | PowersEntry | undefined {
  const { event_id: eventId, type, content, unsigned } = event;
  if (type === "m.room.power_levels") {
    const powers = powersIn(content);
    return powers === undefined ? undefined : { kind: "powers", eventId, powers };
  }
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
