import type { Profile } from "./member.ts";
import type { TimelineEntry } from "./timeline-entry.ts";
import type { PowerLevels } from "./wire-events.ts";

/** The part of a room's state that says how its people look and what they may do. */
export interface RoomPeople {
  /** By user id. */
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly power: PowerLevels | undefined;
}

/** The author of a message at the time of the message. */
export interface Author {
  /** Never empty. */
  readonly name: string;
  readonly avatar: string | undefined;
  readonly isModerator: boolean;
}

// Entries are in the order of the room, oldest first.

/**
 * The people as they were when the timeline began: as the first change of each says what it replaced,
 * or else what it brought; where nothing changed, as they are now.
 */
export function peopleAtStart(entries: readonly TimelineEntry[], now: RoomPeople): RoomPeople {
  const profiles = new Map<string, Profile>();
  let power: PowerLevels | undefined;
  for (const entry of entries) {
    if (entry.kind === "member" && !profiles.has(entry.userId)) {
      const profile = entry.before ?? entry.profile;
      if (profile !== undefined) profiles.set(entry.userId, profile);
    }
    if (entry.kind === "power") power ??= entry.before ?? entry.power;
  }
  return { profiles: new Map([...now.profiles, ...profiles]), power: power ?? now.power };
}

/** The author of each message, by the message's event id. */
export function findAuthors(
  entries: readonly TimelineEntry[],
  atStart: RoomPeople,
): ReadonlyMap<string, Author> {
  const profiles = new Map(atStart.profiles);
  let { power } = atStart;
  const authors = new Map<string, Author>();
  // One object for all messages between two changes.
  const present = new Map<string, Author>();
  for (const entry of entries) {
    if (entry.kind === "member" && entry.profile !== undefined) {
      profiles.set(entry.userId, entry.profile);
      present.delete(entry.userId);
    }
    if (entry.kind === "power") {
      power = entry.power;
      present.clear();
    }
    if (entry.kind !== "message") continue;
    const { sender } = entry;
    const author = present.get(sender) ?? authorFrom(sender, profiles.get(sender), power);
    present.set(sender, author);
    authors.set(entry.eventId, author);
  }
  return authors;
}

function authorFrom(
  sender: string,
  profile: Profile | undefined,
  power: PowerLevels | undefined,
): Author {
  return {
    name: readableName(profile?.name ?? "") ?? sender,
    avatar: profile?.avatar,
    isModerator: mayRemove(sender, power),
  };
}

// Marks that turn the direction of what follows them would turn the text after the name, too.
const control = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
// U+2800 is a letter of Braille without a dot.
const visible = /[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * A name without control characters and marks of direction, and without white space around it;
 * undefined where nothing is left to see: such people go by their user ids, as those without a name.
 * Source: Matrix 1.11 client-server API, "Calculating the display name for a user"; Unicode TR36, 2.5.
 */
function readableName(name: string): string | undefined {
  const readable = name.replace(control, "").trim();
  return visible.test(readable) ? readable : undefined;
}

/** Source: Matrix 1.11, `m.room.power_levels`; without the event, only the room's creator has power. */
function mayRemove(userId: string, power: PowerLevels | undefined): boolean {
  if (power === undefined) return false;
  return (power.users[userId] ?? power.users_default ?? 0) >= (power.redact ?? 50);
}
