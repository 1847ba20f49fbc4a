import type { MatrixComment, SkippedEvents } from "../comment/matrix-comment.ts";
import { authorNames } from "./author-names.ts";
import { findEdits } from "./edits.ts";
import type { TimelineEntry } from "./timeline-entry.ts";

/** What a room's timeline says. */
export interface Conversation {
  /** Oldest first. */
  readonly comments: readonly MatrixComment[];
  readonly skipped: readonly SkippedEvents[];
}

/** A room's timeline. */
export interface Timeline {
  readonly roomId: string;
  /** In the order of the room, oldest first, each event once. */
  readonly entries: readonly TimelineEntry[];
  /** Names that users had when the timeline began, by user id. */
  readonly namesAtStart: ReadonlyMap<string, string>;
}

/**
 * The conversation as its readers see it: edits applied, what was removed left out. A reply to
 * something that is no comment answers the nearest comment above it, as far as the relations that
 * are left tell; a reply to something unknown keeps its event id.
 */
export function readConversation({ roomId, entries, namesAtStart }: Timeline): Conversation {
  const edits = findEdits(entries);
  const names = authorNames(entries, namesAtStart);
  const written: { readonly comment: MatrixComment; readonly answers: readonly string[] }[] = [];
  const upwards = new Map<string, readonly string[]>();
  const left = edits.invalid.map(({ eventId }) => ({ eventId, reason: "edit that doesn't apply" }));

  for (const entry of entries) {
    const { eventId } = entry;
    if (entry.kind === "edit") upwards.set(eventId, [entry.original]);
    if (entry.kind === "absent") {
      upwards.set(eventId, entry.answers);
      if (entry.reason !== undefined) left.push({ eventId, reason: entry.reason });
    }
    if (entry.kind !== "message") continue;
    const { sender, sentAt, answers } = entry;
    const message = edits.latest.get(eventId)?.message ?? entry.message;
    if (message.kind === "other") {
      upwards.set(eventId, answers);
      left.push({ eventId, reason: message.reason });
      continue;
    }
    const authorName = names.get(eventId) ?? sender;
    const body = message.kind === "emote" ? `* ${authorName} ${message.text}` : message.text;
    const comment = { eventId, roomId, sender, authorName, body, sentAt, replyTo: null };
    written.push({ comment, answers });
  }

  const commentIds = new Set(written.map(({ comment }) => comment.eventId));
  return {
    comments: written.map(({ comment, answers }) => ({
      ...comment,
      replyTo: nearest(answers, commentIds, upwards) ?? answers[0] ?? null,
    })),
    skipped: byReason(left),
  };
}

/** The first comment on the way up, the closest way first; `upwards` tells the way past the rest. */
function nearest(
  answers: readonly string[],
  commentIds: ReadonlySet<string>,
  upwards: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  const waiting = answers.toReversed();
  const seen = new Set<string>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (commentIds.has(next)) return next;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(upwards.get(next) ?? []).toReversed());
  }
  return undefined;
}

function byReason(
  left: readonly { readonly eventId: string; readonly reason: string }[],
): readonly SkippedEvents[] {
  return [...Map.groupBy(left, ({ reason }) => reason)].map(([reason, events]) => ({
    reason,
    eventIds: events.map(({ eventId }) => eventId),
  }));
}
