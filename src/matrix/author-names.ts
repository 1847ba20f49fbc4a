import type { TimelineEntry } from "./timeline-entry.ts";

// Entries are in the order of the room, oldest first. Names are by user id, empty for none.

/**
 * The names that users had when the timeline began, as far as it tells: by what their first change of
 * name replaced, or else by what it brought.
 */
export function namesAtStart(entries: readonly TimelineEntry[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const entry of entries) {
    if (entry.kind !== "member" || names.has(entry.userId)) continue;
    const name = entry.nameBefore ?? entry.name;
    if (name !== undefined) names.set(entry.userId, name);
  }
  return names;
}

/**
 * The name of each message's author at the time of the message, by the message's event id. Who has
 * no name, or one of white space only, is called by the user id.
 * Source: Matrix 1.11 client-server API, "Calculating the display name for a user".
 */
export function authorNames(
  entries: readonly TimelineEntry[],
  atStart: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const current = new Map(atStart);
  const names = new Map<string, string>();
  for (const entry of entries) {
    if (entry.kind === "member" && entry.name !== undefined) current.set(entry.userId, entry.name);
    if (entry.kind !== "message") continue;
    const name = current.get(entry.sender) ?? "";
    names.set(entry.eventId, name.trim() === "" ? entry.sender : name);
  }
  return names;
}
