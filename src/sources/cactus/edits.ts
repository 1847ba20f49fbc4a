import type { EditEntry, MessageEntry, TimelineEntry } from "./timeline-entry.ts";

/** Edits, by what becomes of them. */
export interface Edits {
  /** The edit that counts, by the event id of the message. */
  readonly latest: ReadonlyMap<string, EditEntry>;
  /** Edits that don't apply, and whose original wasn't removed. */
  readonly invalid: readonly EditEntry[];
}

/**
 * Finds the edit that counts for each message: of those by the message's own sender that have new
 * content the latest by `origin_server_ts`, then by event id. Edits of edits don't apply.
 * Source: Matrix 1.11 client-server API, "Validity of replacement events", "Applying m.new_content".
 */
export function findEdits(entries: readonly TimelineEntry[]): Edits {
  const edits = entries.filter((entry) => entry.kind === "edit");
  const edited = new Set(edits.map(({ original }) => original));
  const originals = new Map(
    entries.filter(({ eventId }) => edited.has(eventId)).map((entry) => [entry.eventId, entry]),
  );
  const latest = new Map<string, EditEntry>();
  const invalid: EditEntry[] = [];
  for (const edit of edits) {
    const original = originals.get(edit.original);
    if (original?.kind === "message" && applies(edit, original)) {
      const rival = latest.get(edit.original);
      if (rival === undefined || isLater(edit, rival)) latest.set(edit.original, edit);
    } else if (!isRemoved(original)) {
      invalid.push(edit);
    }
  }
  return { latest, invalid };
}

function applies(edit: EditEntry, original: MessageEntry): boolean {
  return edit.sender === original.sender && edit.message !== undefined;
}

function isLater(edit: EditEntry, rival: EditEntry): boolean {
  return edit.sentAt === rival.sentAt ? edit.eventId > rival.eventId : edit.sentAt > rival.sentAt;
}

function isRemoved(original: TimelineEntry | undefined): boolean {
  return original?.kind === "absent" && original.reason === undefined;
}
