import type {
  Comment,
  CommentMedia,
  Conversation,
  Reaction,
  SkippedItems,
} from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import { authorNames, type DisplayNames, namesAtStart } from "./authors.ts";
import type { Media } from "./content/media.ts";
import { emoteOf, type Message } from "./content/message.ts";
import { mediaAt } from "./content/shown-media.ts";
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
  readonly media: CommentMedia[];
}

/** What a thread's rooms say. */
export type RoomConversation = Pick<Conversation, "comments" | "media"> &
  Required<Pick<Conversation, "skipped" | "removed">>;

/**
 * The conversation as its readers see it: edits applied, without what was removed. A reply to
 * something that is no comment answers the nearest comment above it, as far as the relations that
 * are left tell; a reply to something unknown keeps its event id.
 * @param format of the messages
 * @param timelines a room's, after those of the rooms that it replaced, oldest first
 * @param media where it is as long as it is kept nowhere else; left out where it stays there
 */
export function readConversation(
  timelines: readonly Timeline[],
  format: ContentFormat = "text",
  media?: Media,
): RoomConversation {
  const draft: Draft = { written: [], upwards: new Map(), left: [], removed: [], media: [] };
  for (const timeline of timelines) readTimeline(timeline, { format, media }, draft);
  const { written, upwards, left, removed } = draft;
  const commentIds = new Set(written.map(({ comment }) => comment.sourceId));
  return {
    comments: written.map(({ comment, answers }) => {
      const replyTo = nearest(answers, commentIds, upwards) ?? answers[0];
      return replyTo === undefined ? comment : { ...comment, replyTo };
    }),
    skipped: byReason(left),
    removed,
    ...(draft.media.length === 0 ? {} : { media: draft.media }),
  };
}

/** How messages become texts. */
interface Writing {
  readonly format: ContentFormat;
  readonly media: Media | undefined;
}

/** Relations other than answers hold only within a room, and so does what its people are called. */
function readTimeline(
  { source, entries: all, names, powers }: Timeline,
  writing: Writing,
  draft: Draft,
): void {
  const { format } = writing;
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
    draft.media.push(...mediaOf(comment, message, writing));
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
  return {
    ...{ source, sourceId: eventId, authorId: sender, authorName, sentAt, replyTo: null },
    ...textsOf(message, authorName, format),
    ...(edit === undefined ? {} : { editedAt: edit.sentAt }),
    ...(reactions === undefined ? {} : { reactions }),
  };
}

function textsOf(
  message: Exclude<Message, { readonly kind: "other" }>,
  authorName: string,
  format: ContentFormat,
): Pick<Comment, "body" | "media" | "formatted"> {
  return {
    body: message.kind === "emote" ? emoteOf(authorName, message, format) : message.text,
    ...(message.kind === "text" && message.media !== undefined ? { media: message.media } : {}),
    ...(message.formatted === undefined ? {} : { formatted: message.formatted }),
  };
}

function mediaOf(
  { sourceId, authorName }: Comment,
  message: Exclude<Message, { readonly kind: "other" }>,
  { format, media }: Writing,
): readonly CommentMedia[] {
  const { shown } = message;
  if (shown === undefined || media === undefined) return [];
  return [
    {
      comment: sourceId,
      attachments: shown.attachments,
      textsWith(placeOf) {
        const moved = shown.inMessage(mediaAt(placeOf, media));
        return textsOf(moved.kind === "other" ? message : moved, authorName, format);
      },
    },
  ];
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
