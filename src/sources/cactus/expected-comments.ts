import { z } from "zod";
import type { Page } from "../../domain/page.ts";
import { type CommentRooms, findRoom, timelinePages } from "./room.ts";
import type { Session } from "./session.ts";

const message = z.object({ type: z.literal("m.room.message") });
const isMessage = (event: unknown) => message.safeParse(event).success;

const eventsPerRequest = 1_000;
const mostRequests = 5;

/**
 * About how many comments a page has: the messages in its rooms, counted from the newest on, up to
 * 5,000 events a room. Edits and what was removed are counted as well.
 */
export async function expectedComments(
  session: Session,
  rooms: CommentRooms,
  page: Page,
  signal: AbortSignal,
): Promise<number> {
  let messages = 0;
  for (const thread of page.threads) {
    const roomId = await findRoom(session, rooms, thread, signal);
    if (roomId === undefined) continue;
    let requests = 0;
    for await (const events of timelinePages(session, roomId, eventsPerRequest, signal)) {
      messages += events.filter(isMessage).length;
      requests += 1;
      if (requests === mostRequests) break;
    }
  }
  return messages;
}
