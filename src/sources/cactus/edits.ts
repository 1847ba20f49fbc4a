import type { Message } from "./content/message.ts";
import type { EditEntry, TimelineEntry } from "./timeline-entry.ts";

/** What a message says after its edits. */
export interface Edited {
  /** That can be moved. */
  readonly message: Exclude<Message, { readonly kind: "other" }>;
  /** When it was sent, in ms since 1970. */
  readonly sentAt: number;
}

/** Edits, by what becomes of them. */
export interface Edits {
  /** By the event id of the message. */
  readonly latest: ReadonlyMap<string, Edited>;
  /** Edits without effect, with the reason, whose original wasn't removed. */
  readonly ineffective: readonly { readonly eventId: string; readonly reason: string }[];
}

/**
 * Finds the edit that counts for each message: of those by the message's own sender that say
 * something the latest by `origin_server_ts`, then by event id. Edits of edits don't apply.
 * Source: Matrix 1.11 client-server API, "Validity of replacement events", "Applying m.new_content".
 */
export function findEdits(entries: readonly TimelineEntry[]): Edits {
  const edits = entries.filter((entry) => entry.kind === "edit");
  const edited = new Set(edits.map(({ original }) => original));
  const originals = new Map(
    entries.filter(({ eventId }) => edited.has(eventId)).map((entry) => [entry.eventId, entry]),
  );
  const latest = new Map<string, Edited & Pick<EditEntry, "eventId">>();
  const ineffective: { eventId: string; reason: string }[] = [];
  for (const { isRemoved, ...edit } of edits) {
    const original = originals.get(edit.original);
    if (isRemoved || (original?.kind === "absent" && original.isRemoved)) continue;
    const { eventId, sentAt } = edit;
    if (original?.kind !== "message" || edit.sender !== original.sender) {
      ineffective.push({ eventId, reason: "edit that doesn't apply" });
      continue;
    }
    const message = original.isReply ? edit.messageOfReply : edit.message;
    if (message.kind === "other") {
      ineffective.push({
        eventId,
        reason: `edit that leaves the text as it was: ${message.reason}`,
      });
      continue;
    }
    const rival = latest.get(edit.original);
    if (rival === undefined || isLater(edit, rival)) {
      latest.set(edit.original, { message, sentAt, eventId });
    }
  }
  return { latest, ineffective };
}

type Sent = Pick<EditEntry, "eventId" | "sentAt">;

function isLater(edit: Sent, rival: Sent): boolean {
  return edit.sentAt === rival.sentAt ? edit.eventId > rival.eventId : edit.sentAt > rival.sentAt;
}
