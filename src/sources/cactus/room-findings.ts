import type { Comment } from "../../domain/comment.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Thread } from "../../domain/page.ts";
import { cactusMessages } from "./messages.ts";
import { oddThreadId } from "./widget/odd-thread-id.ts";
import type { UnreadableEvent } from "./wire-events.ts";

/** The homeserver knows no room by the alias of a thread, or no room can have it. */
export function sectionWithoutRoom(thread: Thread, alias: string): readonly Finding[] {
  const { threadId: section, location } = thread;
  if (section === "") return [cactusMessages.finding("section-without-id", {}, { location })];
  // Whoever found it on the page has reported that already.
  if (oddThreadId(section)?.code === "impossible-section-id") return [];
  return [cactusMessages.finding("section-without-room", { section, alias }, { location })];
}

/** The alias of a thread leads to the room in which the site's moderators are managed. */
export function moderationRoomFinding(room: string): Finding {
  return cactusMessages.finding("moderation-room", { room });
}

/** A room claims that it replaced another one, which doesn't confirm it. */
export function unconfirmedPredecessor(older: string, newer: string): Finding {
  return cactusMessages.finding("predecessor-unconfirmed", { older, newer });
}

/** A thread's alias still leads to a room that was replaced. */
export function upgradedElsewhere(room: string, replacement: string): Finding {
  return cactusMessages.finding("room-replaced", { room, replacement });
}

/** Parts of a room's history are closed to guests. */
export function historyHidden(room: string): Finding {
  return cactusMessages.finding("history-hidden", { room });
}

/** Events of a room that nobody can read; they may be comments. */
export function unreadableEvents(room: string, events: readonly UnreadableEvent[]): Finding {
  const list = events.map(({ eventId = "no id", fields }) => `${eventId} (${fields.join(", ")})`);
  const sourceIds = events.flatMap(({ eventId }) => eventId ?? []);
  const given = { events: events.length, room, list: list.join(", ") };
  return cactusMessages.finding("unreadable-events", given, { sourceIds });
}

/** Replies to a comment in the room of another thread; each is a comment of its own now. */
export function replyElsewhere({ authorName: author, sourceId: comment }: Comment): Finding {
  return cactusMessages.finding("reply-elsewhere", { author, comment });
}

/** People who share a name among these comments, which their readers can't tell apart any more. */
export function sameNames(comments: readonly Comment[]): readonly Finding[] {
  const authors = new Map<string, Set<string>>();
  for (const { authorName, authorId } of comments) {
    authors.set(authorName, (authors.get(authorName) ?? new Set()).add(authorId));
  }
  return [...authors]
    .filter(([, people]) => people.size > 1)
    .map(([name, people]) => {
      const given = { people: people.size, name, ids: [...people].join(", ") };
      return cactusMessages.finding("same-name", given);
    });
}
