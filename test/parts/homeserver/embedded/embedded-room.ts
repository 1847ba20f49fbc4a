import { createHash } from "node:crypto";
import { z } from "zod";
import { forbidden, notFound } from "./matrix-error.ts";
import { type Content, type RoomEvent, type RoomVersion, redactedEvent } from "./room-event.ts";

/** An event before the room has taken it. */
export interface EventDraft {
  readonly type: string;
  readonly sender: string;
  readonly content: Content;
  readonly stateKey?: string;
  readonly redacts?: string;
  /** `origin_server_ts` in ms, the present when left out. */
  readonly ts?: number;
}

const powerLevels = z.looseObject({
  redact: z.number().default(50),
  state_default: z.number().default(50),
  users: z.record(z.string(), z.number()).default({}),
  users_default: z.number().default(0),
});

/** A room with its whole history in memory. */
export class EmbeddedRoom {
  readonly roomId: string;
  readonly #version: RoomVersion;
  readonly #timeline: RoomEvent[] = [];
  /** Places in the timeline of the current state, by type and state key. */
  readonly #current = new Map<string, number>();

  constructor(roomId: string, version: RoomVersion) {
    this.roomId = roomId;
    this.#version = version;
  }

  /** All events, oldest first. */
  get timeline(): readonly RoomEvent[] {
    return this.#timeline;
  }

  /** The room's current state. */
  get state(): readonly RoomEvent[] {
    return [...this.#current.values()].flatMap((index) => this.#timeline[index] ?? []);
  }

  stateEvent(type: string, stateKey = ""): RoomEvent | undefined {
    return this.#timeline[this.#current.get(nameOfState(type, stateKey)) ?? -1];
  }

  isJoined(userId: string): boolean {
    return this.stateEvent("m.room.member", userId)?.content["membership"] === "join";
  }

  event(eventId: string): RoomEvent | undefined {
    return this.#timeline.find((event) => event.event_id === eventId);
  }

  /** Takes an event in. Throws M_FORBIDDEN when the sender isn't in the room or lacks the power. */
  send(draft: EventDraft): RoomEvent {
    if (!this.isJoined(draft.sender)) throw forbidden(`${draft.sender} is not in the room`);
    if (draft.stateKey !== undefined && draft.stateKey !== draft.sender) {
      const { state_default, power } = this.#power(draft.sender);
      if (power < state_default) throw forbidden(`${draft.sender} may not set state`);
    }
    return this.append(draft);
  }

  /** Removes the content of an event, as its sender or with the power to do so. */
  redact(sender: string, eventId: string, reason?: string): RoomEvent {
    const target = this.event(eventId);
    if (target === undefined) throw notFound(`no event ${eventId} to redact`);
    const { redact, power } = this.#power(sender);
    if (target.sender !== sender && power < redact) throw forbidden(`${sender} may not redact`);
    const content = reason === undefined ? { redacts: eventId } : { redacts: eventId, reason };
    const redaction = this.send({ type: "m.room.redaction", sender, content, redacts: eventId });
    const redacted = redactedEvent(target, redaction, this.#version);
    this.#timeline.splice(this.#timeline.indexOf(target), 1, redacted);
    return redaction;
  }

  /** Takes an event in without asking whether the sender may send it. */
  append({ type, sender, content, stateKey, redacts, ts = Date.now() }: EventDraft): RoomEvent {
    const replaced = stateKey === undefined ? undefined : this.stateEvent(type, stateKey);
    const event: RoomEvent = {
      event_id: this.#eventId({ type, sender, content }),
      room_id: this.roomId,
      type,
      sender,
      origin_server_ts: ts,
      content,
      ...(stateKey === undefined ? {} : { state_key: stateKey }),
      ...(redacts === undefined ? {} : { redacts }),
      unsigned:
        replaced === undefined
          ? {}
          : { replaces_state: replaced.event_id, prev_content: replaced.content },
    };
    if (stateKey !== undefined) {
      this.#current.set(nameOfState(type, stateKey), this.#timeline.length);
    }
    this.#timeline.push(event);
    return event;
  }

  /** Without the time, so that the same conversation has the same ids whenever it is played. */
  #eventId(parts: Pick<EventDraft, "type" | "sender" | "content">): string {
    const identity = JSON.stringify([this.roomId, this.#timeline.length, parts]);
    return `$${createHash("sha256").update(identity).digest("base64url")}`;
  }

  #power(userId: string): z.infer<typeof powerLevels> & { readonly power: number } {
    const levels = powerLevels.parse(this.stateEvent("m.room.power_levels")?.content ?? {});
    return { ...levels, power: levels.users[userId] ?? levels.users_default };
  }
}

function nameOfState(type: string, stateKey: string): string {
  return `${type}\0${stateKey}`;
}
