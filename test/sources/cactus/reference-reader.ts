import type { Comment, Reaction } from "../../../src/domain/comment.ts";

// A reader written from the Matrix specification as plainly as can be, to compare with: it looks
// everything up anew for each event, and knows only what random-room.ts makes.

/** An event as random rooms have them. */
export interface PlainEvent {
  readonly event_id: string;
  /** Where there is more than one. */
  readonly room_id?: string;
  readonly type: string;
  readonly sender: string;
  readonly origin_server_ts: number;
  readonly content: {
    readonly msgtype?: string;
    readonly body?: string;
    readonly "m.new_content"?: { readonly msgtype: string; readonly body: string };
    readonly "m.relates_to"?: {
      readonly rel_type?: string;
      readonly event_id?: string;
      readonly key?: string;
      readonly is_falling_back?: boolean;
      readonly "m.in_reply_to"?: { readonly event_id: string };
    };
    readonly membership?: string;
    readonly displayname?: string | null;
  };
  readonly state_key?: string;
  readonly unsigned?: { readonly redacted_because?: object; readonly prev_content?: object };
}

/** The comments of a timeline, oldest first. `nameAt` tells the sender's name at an event. */
export function referenceComments(
  events: readonly PlainEvent[],
  nameAt: (event: PlainEvent) => string,
  source: string,
): readonly Comment[] {
  return events.filter(isComment).map((event) => ({
    source,
    sourceId: event.event_id,
    authorId: event.sender,
    authorName: nameAt(event),
    body: bodyOf(event),
    sentAt: event.origin_server_ts,
    replyTo: parentOf(event),
    ...optional("editedAt", replacementOf(event)?.origin_server_ts),
    ...optional("reactions", reactionsTo(event)),
  }));

  function isComment(event: PlainEvent): boolean {
    const { msgtype } = newest(event);
    return (
      event.type === "m.room.message" &&
      event.unsigned?.redacted_because === undefined &&
      event.content["m.relates_to"]?.rel_type !== "m.replace" &&
      isSpoken(msgtype)
    );
  }

  function isSpoken(msgtype: string | undefined): boolean {
    return msgtype === "m.text" || msgtype === "m.emote";
  }

  function bodyOf(event: PlainEvent): string {
    const { msgtype, body = "" } = newest(event);
    return msgtype === "m.emote" ? `${nameAt(event)} ${body}` : body;
  }

  /** "Event replacements": same sender, has new content that says something, latest by time and then by event id. */
  function replacementOf(event: PlainEvent): PlainEvent | undefined {
    return events
      .filter(
        ({ type, room_id, sender, content }) =>
          type === "m.room.message" &&
          room_id === event.room_id &&
          content["m.relates_to"]?.rel_type === "m.replace" &&
          content["m.relates_to"].event_id === event.event_id &&
          isSpoken(content["m.new_content"]?.msgtype) &&
          sender === event.sender,
      )
      .toSorted(
        (a, b) => a.origin_server_ts - b.origin_server_ts || (a.event_id < b.event_id ? -1 : 1),
      )
      .at(-1);
  }

  function newest(event: PlainEvent): PlainEvent["content"] {
    return replacementOf(event)?.content["m.new_content"] ?? event.content;
  }

  /** "Event annotations and reactions": one of each sender and key counts. */
  function reactionsTo(event: PlainEvent): readonly Reaction[] | undefined {
    const reactions = events.filter(
      ({ type, room_id, content }) =>
        type === "m.reaction" &&
        room_id === event.room_id &&
        content["m.relates_to"]?.rel_type === "m.annotation" &&
        content["m.relates_to"].event_id === event.event_id,
    );
    const keys = [...new Set(reactions.map((reaction) => keyOf(reaction)))];
    if (keys.length === 0) return undefined;
    return keys
      .map((key) => {
        const senders = reactions.filter((each) => keyOf(each) === key).map(({ sender }) => sender);
        return { key, count: new Set(senders).size };
      })
      .toSorted((a, b) => b.count - a.count);
  }

  /** "Rich replies" and "Threading": what an event answers, the closest first. */
  function answered({ content }: PlainEvent): readonly string[] {
    const relation = content["m.relates_to"] ?? {};
    const reply = relation["m.in_reply_to"]?.event_id;
    const root = relation.rel_type === "m.thread" ? relation.event_id : undefined;
    const isReal = root === undefined || relation.is_falling_back !== true;
    return [isReal ? reply : undefined, root].filter((id) => id !== undefined);
  }

  function parentOf(event: PlainEvent): string | null {
    return firstComment(answered(event)) ?? answered(event)[0] ?? null;
  }

  function firstComment(eventIds: readonly string[]): string | undefined {
    return eventIds.map(commentAt).find((eventId) => eventId !== undefined);
  }

  function commentAt(eventId: string): string | undefined {
    const event = events.find((other) => other.event_id === eventId);
    if (event === undefined) return undefined;
    if (isComment(event)) return eventId;
    const { rel_type, event_id } = event.content["m.relates_to"] ?? {};
    return rel_type === "m.replace" && event_id !== undefined
      ? commentAt(event_id)
      : firstComment(answered(event));
  }
}

/** What the sender was called in the event's room by the last member event before. */
export function nameFromState(events: readonly PlainEvent[], event: PlainEvent): string {
  const before = events.slice(0, events.indexOf(event));
  const last = before.findLast(
    ({ type, room_id, state_key, content }) =>
      type === "m.room.member" &&
      room_id === event.room_id &&
      state_key === event.sender &&
      content.membership === "join",
  );
  return last?.content.displayname?.trim() || event.sender;
}

function keyOf({ content }: PlainEvent): string {
  return content["m.relates_to"]?.key ?? "";
}

function optional<T>(name: string, value: T | undefined): Record<string, T> {
  return value === undefined ? {} : { [name]: value };
}
