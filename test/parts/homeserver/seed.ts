import { readFile } from "node:fs/promises";
import type { Conversations, Step } from "./conversation.ts";
import { conversationsSchema } from "./conversation.ts";
import type { Homeserver, RoomHandle, UserHandle } from "./homeserver.ts";

/** A comment as a reader of the page sees it. */
interface SeenComment {
  readonly eventId: string;
  readonly authorName: string;
  readonly text: string;
  /** Milliseconds since the Unix epoch. */
  readonly sentAt: number;
  /** Event id of the comment that it answers, living or not. */
  readonly replyTo: string | null;
}

/** What a reader sees, by section. */
export type SeenConversations = ReadonlyMap<string, readonly SeenComment[]>;

/** Number of comments that are seen. */
export function commentsIn(seen: SeenConversations): number {
  return [...seen.values()].reduce((sum, comments) => sum + comments.length, 0);
}

/** The conversations of the example site. */
export async function readExampleConversations(): Promise<Conversations> {
  const file = new URL("../../../examples/conversations.json", import.meta.url);
  return conversationsSchema.parse(JSON.parse(await readFile(file, "utf8")));
}

/** Plays conversations into a homeserver, rooms at once, each in its order; gives what is seen then. */
export async function seed(
  homeserver: Homeserver,
  { siteName, people, threads }: Conversations,
): Promise<SeenConversations> {
  const users = new Map<string, UserHandle>();
  for (const [id, { name, guest }] of Object.entries(people)) {
    users.set(
      id,
      guest ? await homeserver.createGuest(name) : await homeserver.createUser(id, name),
    );
  }
  const moderators = [...users].flatMap(([id, user]) => (people[id]?.moderator ? [user] : []));
  const seen = await Promise.all(
    Object.entries(threads).map(async ([threadId, steps]) => {
      const room = await homeserver.createRoom(siteName, threadId, { moderators });
      return [threadId, await playRoom(room, steps, users, people)] as const;
    }),
  );
  return new Map(seen);
}

async function playRoom(
  room: RoomHandle,
  steps: readonly Step[],
  users: ReadonlyMap<string, UserHandle>,
  people: Conversations["people"],
): Promise<readonly SeenComment[]> {
  const comments = new Map<string, SeenComment>();
  const named = new Map<string, SeenComment>();
  const joined = new Set<string>();
  const find = (id: string): SeenComment => {
    const comment = named.get(id);
    if (comment === undefined) throw new Error(`no comment ${id} in ${room.alias}`);
    return comment;
  };

  for (const step of steps) {
    const user = users.get(step.from);
    if (user === undefined) throw new Error(`nobody is called ${step.from}`);
    if (!joined.has(step.from)) await room.join(user);
    joined.add(step.from);
    if ("removes" in step) {
      const target = find(step.removes);
      await room.redact(user, target.eventId);
      comments.delete(target.eventId);
      continue;
    }
    const sentAt = Date.parse(step.at);
    if ("edits" in step) {
      const target = find(step.edits);
      await room.send(user, editOf(target.eventId, step.says), { ts: sentAt });
      comments.set(target.eventId, { ...target, text: step.says });
      continue;
    }
    const parent = step.to === undefined ? undefined : find(step.to);
    const content = messageOf(step.says, parent, step.quoting === true);
    const comment: SeenComment = {
      eventId: await room.send(user, content, { ts: sentAt }),
      authorName: people[step.from]?.name ?? user.userId,
      text: step.says,
      sentAt,
      replyTo: parent?.eventId ?? null,
    };
    comments.set(comment.eventId, comment);
    if (step.id !== undefined) named.set(step.id, comment);
  }
  return [...comments.values()];
}

function messageOf(text: string, parent: SeenComment | undefined, quoting: boolean) {
  const plain = { msgtype: "m.text", body: text };
  if (parent === undefined) return plain;
  const relation = { "m.relates_to": { "m.in_reply_to": { event_id: parent.eventId } } };
  return quoting ? { ...quotingMessage(text, parent), ...relation } : { ...plain, ...relation };
}

/** Source: Matrix 1.12, "Fallbacks for rich replies". */
function quotingMessage(text: string, { authorName, text: quoted }: SeenComment) {
  const lines = quoted
    .split("\n")
    .map((line, index) => (index === 0 ? `> <${authorName}> ${line}` : `> ${line}`));
  return {
    msgtype: "m.text",
    body: `${lines.join("\n")}\n\n${text}`,
    format: "org.matrix.custom.html",
    formatted_body: `<mx-reply><blockquote>${authorName}</blockquote></mx-reply>${text}`,
  };
}

/** Source: Matrix 1.11, "Event replacements". */
function editOf(eventId: string, text: string) {
  return {
    msgtype: "m.text",
    body: `* ${text}`,
    "m.new_content": { msgtype: "m.text", body: text },
    "m.relates_to": { rel_type: "m.replace", event_id: eventId },
  };
}
