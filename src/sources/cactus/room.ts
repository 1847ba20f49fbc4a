import { Direction } from "matrix-js-sdk";
import { z } from "zod";
import { MigrationError } from "../../domain/migration-error.ts";
import type { Thread } from "../../domain/page.ts";
import { HomeserverFailure, isForbidden } from "./homeserver-failure.ts";
import type { Session } from "./session.ts";
import { type TimelineEvent, timelineEvent } from "./wire-events.ts";

const resolvedAlias = z.object({ room_id: z.string() });
const messages = z.object({ chunk: z.array(timelineEvent), end: z.string().optional() });

/** More than a room of a million events has, by whatever number of them the homeserver gives at once. */
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

function threadAlias(rooms: CommentRooms, thread: Thread): string {
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
    if (error.errcode === "M_INVALID_PARAM") throw impossibleAlias(alias, thread, error);
    if (error.status === 502 && error.errcode !== undefined)
      throw otherServer(rooms.serverName, error);
    throw error;
  }
}

/**
 * The pages of a room's timeline, newest event first. An empty page is not the end: the homeserver
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
): AsyncGenerator<readonly TimelineEvent[]> {
  const seen = new Set<string>();
  let from: string | null = null;
  while (seen.size < mostPages) {
    const token: string | null = from;
    const { chunk, end } = await session
      .request(
        {
          send: (client) =>
            client.createMessagesRequest(roomId, token, pageSize, Direction.Backward),
          answer: messages,
        },
        signal,
      )
      .catch((error: unknown) => {
        throw isForbidden(error) ? roomForbidden(roomId, session, error) : error;
      });
    yield chunk;
    if (end === undefined || (chunk.length === 0 && end === token)) return;
    if (seen.has(end)) throw timelineLoop(roomId);
    seen.add(end);
    from = end;
  }
  throw timelineEndless(roomId);
}

function roomForbidden(roomId: string, session: Session, cause: unknown): MigrationError {
  const reader = session.isGuest ? "guests" : "the account that reads";
  return new MigrationError(
    "room-forbidden",
    `The homeserver does not let ${reader} read the comments in ${roomId}.`,
    {
      remedy:
        "Set the input access-token (or matrix-user and matrix-password) to an account that has joined the room, such as a moderator's.",
      cause,
    },
  );
}

function impossibleAlias(alias: string, thread: Thread, cause: unknown): MigrationError {
  return new MigrationError(
    "impossible-room-alias",
    `The homeserver says that ${alias} can't be the name of a room.`,
    {
      remedy: `Check server-name, site-name and the section id "${thread.threadId}".`,
      location: thread.location,
      cause,
    },
  );
}

/** The homeserver asks other homeservers for the rooms that aren't its own. */
function otherServer(serverName: string, cause: HomeserverFailure): MigrationError {
  return new MigrationError(
    "server-name-unreachable",
    `${cause.message} It takes the rooms of ${serverName} for another server's, and can't reach that.`,
    {
      remedy:
        "Check server-name (the widget's serverName), and that homeserver-url belongs to it; if both are right, run again later.",
      cause,
    },
  );
}

function timelineLoop(roomId: string): MigrationError {
  return new MigrationError(
    "timeline-loop",
    `The homeserver leads in a circle through the comments in ${roomId}, so that their beginning is never reached.`,
    { remedy: "Report it to whoever runs the homeserver; other pages are not affected." },
  );
}

function timelineEndless(roomId: string): MigrationError {
  return new MigrationError(
    "timeline-endless",
    `The homeserver gives page after page of the comments in ${roomId}, and comes to no end after ${mostPages}.`,
    { remedy: "Report it to whoever runs the homeserver; other pages are not affected." },
  );
}
