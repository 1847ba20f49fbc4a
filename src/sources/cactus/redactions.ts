import type { Powers } from "./powers.ts";
import type { TimelineEntry } from "./timeline-entry.ts";

/** Why an entry is no comment that its redaction should have emptied. */
const reason = "removed, but its text is still on the homeserver";

/**
 * The entries of a timeline, in which everything is absent that was redacted by its sender or by
 * somebody with the power to, and that the homeserver shows all the same.
 * Source: Matrix 1.11 client-server API, "Redactions", "Client behaviour".
 * @param entries in the order of the room, oldest first
 * @param now the powers after the timeline, if they are known
 */
export function withoutRedacted(
  entries: readonly TimelineEntry[],
  now: Powers | undefined,
): readonly TimelineEntry[] {
  const redacted = redactedIds(entries, now);
  if (redacted.size === 0) return entries;
  return entries.flatMap((entry): readonly TimelineEntry[] => {
    const { kind, eventId } = entry;
    if (!redacted.has(eventId)) return [entry];
    if (kind === "message") {
      return [{ kind: "absent", eventId, reason, isRemoved: true, answers: entry.answers }];
    }
    return kind === "edit" ? [{ ...entry, isRemoved: true }] : [];
  });
}

function redactedIds(
  entries: readonly TimelineEntry[],
  now: Powers | undefined,
): ReadonlySet<string> {
  const redactions = entries.filter(({ kind }) => kind === "redaction");
  if (redactions.length === 0) return new Set();
  const senders = new Map(
    entries.flatMap((entry) => ("sender" in entry ? [[entry.eventId, entry.sender] as const] : [])),
  );
  const redacted = new Set<string>();
  let powers = entries.find((entry) => entry.kind === "powers")?.powers ?? now;
  for (const entry of entries) {
    if (entry.kind === "powers") powers = entry.powers;
    if (entry.kind !== "redaction") continue;
    const sender = senders.get(entry.target);
    if (sender === undefined) continue;
    if (sender === entry.sender || powers?.mayRedact(entry.sender) === true) {
      redacted.add(entry.target);
    }
  }
  return redacted;
}
