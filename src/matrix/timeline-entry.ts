import { type Message, readMessage } from "./message.ts";
import {
  type MemberContent,
  memberContent,
  type Relation,
  relation,
  type TimelineEvent,
} from "./wire-events.ts";

/** What is kept of an event of a room's timeline. */
export type TimelineEntry = MessageEntry | EditEntry | MemberEntry | AbsentEntry;

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

/** A change of a member of the room. */
export interface MemberEntry {
  readonly kind: "member";
  readonly eventId: string;
  readonly userId: string;
  /** Display name from here on, empty for none; undefined where the user isn't in the room. */
  readonly name: string | undefined;
  /** Display name until here; undefined where it isn't known. */
  readonly nameBefore: string | undefined;
}

/** Something that was said, but is no comment: removed by redaction, or of an unknown kind. */
export interface AbsentEntry {
  readonly kind: "absent";
  readonly eventId: string;
  /** Why it isn't a comment, in plain words; undefined for what was removed. */
  readonly reason: string | undefined;
  /** Event ids of what it answers, or of what it edited, the closest first. */
  readonly answers: readonly string[];
}

const neverComments = new Set(["m.reaction", "m.room.redaction"]);

/** Reads an event; undefined for what is no part of the conversation (state, reactions, redactions). */
export function readEvent(event: TimelineEvent, homeserverUrl: string): TimelineEntry | undefined {
  if (event.state_key !== undefined) {
    return event.type === "m.room.member" ? readMember(event, event.state_key) : undefined;
  }
  if (neverComments.has(event.type)) return undefined;
  const relatesTo = relation.parse(event.content["m.relates_to"]);
  const eventId = event.event_id;
  const original = relatesTo.rel_type === "m.replace" ? relatesTo.event_id : undefined;
  const answers = original === undefined ? answeredBy(relatesTo) : [original];
  if (isRedacted(event)) return { kind: "absent", eventId, reason: undefined, answers };
  if (event.type !== "m.room.message") {
    return { kind: "absent", eventId, reason: unknownType(event.type), answers };
  }
  if (original !== undefined) return readEdit(event, original, homeserverUrl);
  const hasReplyFallback = relatesTo["m.in_reply_to"] !== undefined;
  return {
    kind: "message",
    eventId,
    sender: event.sender,
    sentAt: event.origin_server_ts,
    message: readMessage(event.content, { hasReplyFallback, homeserverUrl }),
    answers,
  };
}

/** An edit's new content has no reply fallback. Source: Matrix 1.11, "Editing rich replies". */
function readEdit(event: TimelineEvent, original: string, homeserverUrl: string): EditEntry {
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
        : readMessage(newContent, { hasReplyFallback: false, homeserverUrl }),
  };
}

function readMember(event: TimelineEvent, userId: string): MemberEntry {
  return {
    kind: "member",
    eventId: event.event_id,
    userId,
    name: nameInRoom(memberContent.parse(event.content)),
    nameBefore: nameInRoom(event.unsigned?.prev_content),
  };
}

/** Only members have a name in the room; an invitation carries the one that the inviter knew. */
function nameInRoom(content: MemberContent | undefined): string | undefined {
  return content?.membership === "join" ? (content.displayname ?? "") : undefined;
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
