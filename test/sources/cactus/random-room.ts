import fc from "fast-check";
import type { PlainEvent } from "./reference-reader.ts";

/** A room made by random doings, and what its members were called at each event. */
export interface RandomRoom {
  /** Oldest first; the first ones may be missing, as after a purge of old history. */
  readonly events: readonly PlainEvent[];
  readonly nameAt: (event: PlainEvent) => string;
  /** Members' names at the end, by user id. */
  readonly currentNames: Readonly<Record<string, string>>;
}

const users = ["@a:x", "@b:x", "@c:x"];

export const doing = fc.record({
  kind: fc.constantFrom(
    "say",
    "say",
    "reply",
    "thread",
    "edit",
    "edit",
    "name",
    "encrypt",
    "remove",
    "react",
    "react",
  ),
  user: fc.constantFrom(...users),
  ts: fc.integer({ min: 0, max: 5 }),
  body: fc.constantFrom("one", "two", "three"),
  msgtype: fc.constantFrom("m.text", "m.text", "m.emote", "org.example.party"),
  key: fc.constantFrom("👍", "❤️"),
  name: fc.constantFrom("Ann", "Bob", "", " "),
  /** Counted back from the present event; far ones lie outside the room. */
  target: fc.integer({ min: 1, max: 9 }),
  root: fc.integer({ min: 1, max: 9 }),
  fallsBack: fc.constantFrom(true, false, undefined),
  isWhole: fc.boolean(),
});
const types: Readonly<Record<string, string>> = {
  encrypt: "m.room.encrypted",
  react: "m.reaction",
};
export type Doing = typeof doing extends fc.Arbitrary<infer T> ? T : never;

/** Random rooms of three users who say, answer, edit, remove, react, and change their names. */
export const randomRoom: fc.Arbitrary<RandomRoom> = fc
  .record({
    doings: fc.array(doing, { maxLength: 30 }),
    /** Ids in another order than the events, because the greater one decides between edits. */
    ids: fc.uniqueArray(fc.integer({ min: 100, max: 999 }), { minLength: 33, maxLength: 33 }),
    purged: fc.nat({ max: 8 }),
  })
  .map(({ doings, ids, purged }) => play(doings, (index) => `$${ids[index] ?? "none"}`, purged));

/** A random room, and the same one later, whose oldest events may have been purged meanwhile. */
export const roomAtTwoTimes: fc.Arbitrary<readonly [earlier: RandomRoom, later: RandomRoom]> = fc
  .record({
    doings: fc.array(doing, { minLength: 12, maxLength: 30 }),
    ids: fc.uniqueArray(fc.integer({ min: 100, max: 999 }), { minLength: 33, maxLength: 33 }),
    earlier: fc.integer({ min: 5, max: 15 }),
    purged: fc.oneof(fc.constant(0), fc.nat({ max: 8 })),
  })
  .map(({ doings, ids, earlier, purged }) => {
    const idAt = (index: number) => `$${ids[index] ?? "none"}`;
    const before = doings.slice(0, earlier).map((step) => ({ ...step, ...more[step.kind] }));
    const since = doings.slice(earlier).map((step) => ({ ...step, ...change[step.kind] }));
    return [play(before, idAt, 0), play([...before, ...since], idAt, purged)];
  });

/** So that there is much to edit and remove, and much of it is. */
const more: Partial<Record<Doing["kind"], Partial<Doing>>> = {
  encrypt: { kind: "reply", msgtype: "m.text" },
  react: { kind: "reply", msgtype: "m.text" },
};
const change: Partial<Record<Doing["kind"], Partial<Doing>>> = {
  say: { kind: "edit" },
  name: { kind: "remove" },
  encrypt: { kind: "remove" },
  react: { kind: "remove" },
};

function play(
  doings: readonly Doing[],
  idAt: (index: number) => string,
  purged: number,
): RandomRoom {
  const events: PlainEvent[] = [];
  const names = new Map<string, string>();
  const namesAt = new Map<string, string>();

  const append = (parts: Omit<PlainEvent, "event_id">): void => {
    const event = { event_id: idAt(events.length), ...parts };
    namesAt.set(event.event_id, names.get(event.sender)?.trim() || event.sender);
    events.push(event);
  };
  const rename = (user: string, name: string): void => {
    const before = names.get(user);
    names.set(user, name);
    append({
      type: "m.room.member",
      sender: user,
      state_key: user,
      origin_server_ts: 0,
      content: { membership: "join", displayname: name },
      unsigned:
        before === undefined ? {} : { prev_content: { membership: "join", displayname: before } },
    });
  };
  const remove = (target: number, keepsRelation: boolean): void => {
    const event = events.at(-target);
    if (target > events.length || event === undefined || event.state_key !== undefined) return;
    const relatesTo = event.content["m.relates_to"];
    events.splice(-target, 1, {
      ...event,
      content: keepsRelation && relatesTo !== undefined ? { "m.relates_to": relatesTo } : {},
      unsigned: { redacted_because: {} },
    });
  };

  for (const user of users) rename(user, "");
  for (const step of doings) {
    if (step.kind === "name") rename(step.user, step.name);
    else if (step.kind === "remove") remove(step.target, step.isWhole);
    else {
      append({
        type: typeOf(step),
        sender: step.user,
        origin_server_ts: step.ts,
        content: contentOf(step, (back) => idAt(events.length - back)),
      });
    }
  }
  return {
    events: events.slice(purged),
    nameAt: ({ event_id }) => namesAt.get(event_id) ?? "",
    currentNames: Object.fromEntries(names),
  };
}

/** The type of the event that the doing sends. */
export function typeOf({ kind }: Doing): string {
  return types[kind] ?? "m.room.message";
}

/** What the doing sends; `idBack` tells the event that lies so many events back. */
export function contentOf(step: Doing, idBack: (back: number) => string): PlainEvent["content"] {
  const { kind, msgtype, body, key, target, root, fallsBack, isWhole } = step;
  const inReplyTo = { "m.in_reply_to": { event_id: idBack(target) } };
  const newContent = isWhole ? { "m.new_content": { msgtype, body } } : {};
  switch (kind) {
    case "reply":
    case "encrypt":
      return { msgtype, body, "m.relates_to": inReplyTo };
    case "thread": {
      const thread = { rel_type: "m.thread", event_id: idBack(root), ...inReplyTo };
      const falling = fallsBack === undefined ? {} : { is_falling_back: fallsBack };
      return { msgtype, body, "m.relates_to": { ...thread, ...falling } };
    }
    case "edit": {
      const replace = { rel_type: "m.replace", event_id: idBack(target) };
      return { msgtype: "m.text", body: `* ${body}`, ...newContent, "m.relates_to": replace };
    }
    case "react":
      return { "m.relates_to": { rel_type: "m.annotation", event_id: idBack(target), key } };
    default:
      return { msgtype, body };
  }
}
