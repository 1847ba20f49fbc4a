import type { Comment, Conversation, Reaction, SkippedItems } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import { authorNames, type DisplayNames, namesAtStart } from "./authors.ts";
import { emoteOf, type Message } from "./content/message.ts";
import { type Edited, findEdits } from "./edits.ts";
import type { Powers } from "./powers.ts";
import { countReactions } from "./reactions.ts";
import { withoutRedacted } from "./redactions.ts";
import type { MessageEntry, TimelineEntry } from "./timeline-entry.ts";

/** A room's timeline. */
export interface Timeline {
  readonly roomId: string;
  /** Whose its comments are: see `sourceName`. */
  readonly source: string;
  /** In the order of the room, oldest first, each event once. */
  readonly entries: readonly TimelineEntry[];
  /** What its people are called now, after the timeline. */
  readonly names: DisplayNames;
  /** Who may redact what, after the timeline; undefined where it is not known. */
  readonly powers: Powers | undefined;
}

/** Comments before it is known which of them are answered, and what lies between them. */
interface Draft {
  readonly written: { readonly comment: Comment; readonly answers: readonly string[] }[];
  /** What isn't a comment, with what it answers, the closest first. */
  readonly upwards: Map<string, readonly string[]>;
  readonly left: { readonly eventId: string; readonly reason: string }[];
  /** Event ids of what was removed, comments among them. */
  readonly removed: string[];
}

/** What a thread's rooms say. */
export type RoomConversation = Required<Pick<Conversation, "comments" | "skipped" | "removed">>;

/**
 * The conversation as its readers see it: edits applied, without what was removed. A reply to
 * something that is no comment answers the nearest comment above it, as far as the relations that
 * are left tell; a reply to something unknown keeps its event id.
 * @param format of the messages
 * @param timelines a room's, after those of the rooms that it replaced, oldest first
 */
export function readConversation(
  timelines: readonly Timeline[],
  format: ContentFormat = "text",
): RoomConversation {
  const draft: Draft = { written: [], upwards: new Map(), left: [], removed: [] };
  for (const timeline of timelines) readTimeline(timeline, format, draft);
  const { written, upwards, left, removed } = draft;
  const commentIds = new Set(written.map(({ comment }) => comment.sourceId));
  return {
    comments: written.map(({ comment, answers }) => {
      const replyTo = nearest(answers, commentIds, upwards) ?? answers[0];
      return replyTo === undefined ? comment : { ...comment, replyTo };
    }),
    skipped: byReason(left),
    removed,
  };
}

/** Relations other than answers hold only within a room, and so does what its people are called. */
function readTimeline(
  { source, entries: all, names, powers }: Timeline,
  format: ContentFormat,
  draft: Draft,
): void {
  const { written, upwards, left, removed } = draft;
  const entries = withoutRedacted(all, powers);
  const edits = findEdits(entries);
  const reactions = countReactions(entries);
  const authors = authorNames(entries, namesAtStart(entries, names));
  left.push(...edits.ineffective);

  for (const entry of entries) {
    const { eventId } = entry;
    if (entry.kind === "edit") upwards.set(eventId, [entry.original]);
    if (entry.kind === "absent") {
      upwards.set(eventId, entry.answers);
      if (entry.isRemoved) removed.push(eventId);
      if (entry.reason !== undefined) left.push({ eventId, reason: entry.reason });
    }
    if (entry.kind !== "message") continue;
    const edit = edits.latest.get(eventId);
    const message = edit?.message ?? entry.message;
    if (message.kind === "other") {
      upwards.set(eventId, entry.answers);
      left.push({ eventId, reason: message.reason });
      continue;
    }
    const comment = commentOf(entry, message, format, {
      source,
      edit,
      authorName: authors.get(eventId) ?? entry.sender,
      reactions: reactions.get(eventId),
    });
    written.push({ comment, answers: entry.answers });
  }
}

/** What the rest of a room's timeline says of a message. */
interface Surroundings {
  readonly source: string;
  readonly edit: Edited | undefined;
  readonly authorName: string;
  readonly reactions: readonly Reaction[] | undefined;
}

function commentOf(
  { eventId, sender, sentAt }: MessageEntry,
  message: Exclude<Message, { readonly kind: "other" }>,
  format: ContentFormat,
  { source, edit, authorName, reactions }: Surroundings,
): Comment {
  const body = message.kind === "emote" ? emoteOf(authorName, message, format) : message.text;
  return {
    ...{ source, sourceId: eventId, authorId: sender, authorName, body, sentAt, replyTo: null },
    ...(message.kind === "text" && message.media !== undefined ? { media: message.media } : {}),
    ...(message.formatted === undefined ? {} : { formatted: message.formatted }),
    ...(edit === undefined ? {} : { editedAt: edit.sentAt }),
    ...(reactions === undefined ? {} : { reactions }),
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
): readonly SkippedItems[] {
  return [...Map.groupBy(left, ({ reason }) => reason)].map(([reason, events]) => ({
    reason,
    sourceIds: events.map(({ eventId }) => eventId),
  }));
}
