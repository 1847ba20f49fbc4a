import type { TimelineEntry } from "./timeline-entry.ts";

/** Display names by user id, as they are set: empty for none. */
export type DisplayNames = ReadonlyMap<string, string>;

// Entries are in the order of the room, oldest first.

/**
 * The names as they were when the timeline began: as the first change of each says what it replaced,
 * or else what it brought; where nothing changed, as they are now.
 */
export function namesAtStart(entries: readonly TimelineEntry[], now: DisplayNames): DisplayNames {
  const names = new Map<string, string>();
  for (const entry of entries) {
    if (entry.kind !== "member" || names.has(entry.userId)) continue;
    const name = entry.before ?? entry.name;
    if (name !== undefined) names.set(entry.userId, name);
  }
  return new Map([...now, ...names]);
}

/** The name of each message's author at the time of the message, by the message's event id; never empty. */
export function authorNames(
  entries: readonly TimelineEntry[],
  atStart: DisplayNames,
): ReadonlyMap<string, string> {
  const names = new Map(atStart);
  const authors = new Map<string, string>();
  for (const entry of entries) {
    if (entry.kind === "member" && entry.name !== undefined) names.set(entry.userId, entry.name);
    if (entry.kind !== "message") continue;
    const { sender } = entry;
    authors.set(entry.eventId, readableName(names.get(sender) ?? "") ?? sender);
  }
  return authors;
}

// Marks that turn the direction of what follows them would turn the text after the name, too.
const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const control = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
// U+2800 is a letter of Braille without a dot.
const visible = /[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * A name in one line, without control characters and marks of direction, and without white space around it;
 * undefined where nothing is left to see: such people go by their user ids, as those without a name.
 * Source: Matrix 1.11 client-server API, "Calculating the display name for a user"; Unicode TR36, 2.5.
 */
function readableName(name: string): string | undefined {
  const readable = name.replace(lineBreaks, " ").replace(control, "").trim();
  return visible.test(readable) ? readable : undefined;
}
