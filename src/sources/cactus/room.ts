import { Direction } from "matrix-js-sdk";
import { z } from "zod";
import type { Thread } from "../../domain/page.ts";
import { HomeserverFailure, isForbidden } from "./homeserver-failure.ts";
import { cactusMessages } from "./messages.ts";
import type { Session } from "./session.ts";

const resolvedAlias = z.object({ room_id: z.string() });
/** null is absence, as some homeservers write it (Dendrite). */
const timelinePage = z.object({
  chunk: z.array(z.unknown()).nullable(),
  end: z.string().nullish(),
});

/** More than a room of a million events has, by however many of them the homeserver sends at once. */
const mostPages = 20_000;

/** Where a site's comment rooms are. */
export interface CommentRooms {
  readonly serverName: string;
  /** Of the sites whose comments are moved; a thread without a site name is of the first. */
  readonly siteNames: readonly string[];
}

/**
 * The name of the source of a thread's comments, by which the ledger knows whose they are:
 * `cactus:cactus.chat/blog`, the server's name in aliases and the site's name.
 */
export function sourceName(serverName: string, siteName: string): string {
  return `cactus:${serverName}/${siteName}`;
}

/** The name of the site that a thread belongs to. */
export function siteOf({ siteNames }: CommentRooms, thread: Thread): string {
  const siteName = thread.siteName || siteNames[0];
  if (siteName === undefined) throw new Error("a thread is read, and no site name is known");
  return siteName;
}

/** The alias of the room that Cactus makes for a thread. */
export function threadAlias(rooms: CommentRooms, thread: Thread): string {
  return `#comments_${siteOf(rooms, thread)}_${thread.threadId}:${rooms.serverName}`;
}

/** The aliases of the rooms in which the sites' moderators are managed. */
export function moderationAliases({ siteNames, serverName }: CommentRooms): readonly string[] {
  return siteNames.map((siteName) => `#comments_${siteName}:${serverName}`);
}

/**
 * The room id of a thread; undefined where the thread has no room, has an id that no alias can have,
 * or has none: the alias without one belongs to the site's moderation room.
 * Source: Cactus Comments, `#comments_<siteName>_<threadId>:<serverName>`.
 */
export async function findRoom(
  session: Session,
  rooms: CommentRooms,
  thread: Thread,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (thread.threadId === "") return undefined;
  const alias = threadAlias(rooms, thread);
  try {
    const { room_id } = await session.request(
      { send: (client) => client.getRoomIdForAlias(alias), answer: resolvedAlias },
      signal,
    );
    return room_id;
  } catch (error) {
    if (!(error instanceof HomeserverFailure)) throw error;
    if (error.errcode === "M_NOT_FOUND") return undefined;
    // An alias's server name begins at its first colon, so none can lead to a thread with one.
    if (error.errcode === "M_INVALID_PARAM" && thread.threadId.includes(":")) return undefined;
    if (error.errcode === "M_INVALID_PARAM") {
      const { threadId, location } = thread;
      const given = { alias, thread: threadId };
      throw cactusMessages.error("impossible-room-alias", given, { location, cause: error });
    }
    if (error.status === 502 && error.errcode !== undefined) {
      const given = { failure: error.message, server: rooms.serverName };
      throw cactusMessages.error("server-name-unreachable", given, { cause: error });
    }
    throw error;
  }
}

/**
 * The pages of a room's timeline, newest event first, each event as it came. An empty page is not the end: the homeserver
 * says where the start of the room is by leaving out `end`, or, as Synapse before 1.62 did, by an
 * empty page that leads to itself.
 * Source: Matrix 1.11 client-server API, `GET /rooms/{roomId}/messages`.
 * @throws MigrationError `room-forbidden` where the account may not read the room, `timeline-loop`
 * where the pages lead back to an earlier one, `timeline-endless` where there are too many
 */
export async function* timelinePages(
  session: Session,
  roomId: string,
  pageSize: number,
  signal: AbortSignal,
): AsyncGenerator<readonly unknown[]> {
  const seen = new Set<string>();
  let from: string | null = null;
  while (seen.size < mostPages) {
    const token: string | null = from;
    const answer: z.infer<typeof timelinePage> = await session
      .request(
        {
          send: (client) =>
            client.createMessagesRequest(roomId, token, pageSize, Direction.Backward),
          answer: timelinePage,
        },
        signal,
      )
      .catch((error: unknown) => {
        if (!isForbidden(error)) throw error;
        const reader = session.isGuest ? "guest" : "account";
        throw cactusMessages.error(`room-forbidden/${reader}`, { room: roomId }, { cause: error });
      });
    const chunk = answer.chunk ?? [];
    const end: string | undefined = answer.end ?? undefined;
    yield chunk;
    if (end === undefined || (chunk.length === 0 && end === token)) return;
    if (seen.has(end)) throw cactusMessages.error("timeline-loop", { room: roomId });
    seen.add(end);
    from = end;
  }
  throw cactusMessages.error("timeline-endless", { room: roomId, pages: mostPages });
}
