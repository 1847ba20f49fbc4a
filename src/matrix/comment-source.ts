import type { ExtractedPage } from "../comment/matrix-comment.ts";
import type { Page } from "../comment/page.ts";
import type { Conversation } from "./conversation.ts";
import { createHomeserverClient, type HomeserverClientOptions } from "./homeserver-client.ts";
import { readRoom } from "./read-room.ts";
import { type CommentRooms, findRoom } from "./room.ts";
import { createSession } from "./session.ts";

/** Where a site's comments are, and how they are read. */
export interface MatrixSourceOptions extends HomeserverClientOptions, CommentRooms {
  /** Read as this account; as a guest when left out. */
  readonly accessToken?: string | undefined;
  /** Events asked for at once, 500 when left out; homeservers cap it (Synapse at 1,000). */
  readonly pageSize?: number;
}

/** Reads the comments of pages from the rooms that Cactus Comments made for them. */
export interface MatrixSource {
  /**
   * The whole conversation of one page, the rooms of its sections one after the other.
   * Pages may be read concurrently; they share one account.
   * @throws MigrationError whose message says what the homeserver did, or the signal's reason
   */
  readPage(page: Page, signal: AbortSignal): Promise<ExtractedPage>;
}

/** Gives the source of the comments of a site. Nothing is requested before the first page is read. */
export function createMatrixSource(options: MatrixSourceOptions): MatrixSource {
  const session = createSession(createHomeserverClient(options), options.accessToken);
  const reading = { homeserverUrl: options.homeserverUrl, pageSize: options.pageSize ?? 500 };

  return {
    async readPage(page, signal) {
      signal.throwIfAborted();
      const rooms = new Map<string, Conversation>();
      for (const section of page.sections) {
        const roomId = await findRoom(session, options, section, signal);
        if (roomId === undefined || rooms.has(roomId)) continue;
        rooms.set(roomId, await readRoom(session, roomId, reading, signal));
      }
      const conversations = [...rooms.values()];
      return {
        comments: conversations.flatMap(({ comments }) => comments),
        roomIds: [...rooms.keys()],
        skipped: conversations.flatMap(({ skipped }) => skipped),
      };
    },
  };
}
