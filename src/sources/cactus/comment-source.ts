import type { Conversation, ThreadConversation } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import type { Finding } from "../../domain/finding.ts";
import type { CommentSource } from "../../domain/ports.ts";
import { mediaOf } from "./content/media.ts";
import { checkMedia } from "./content/media-check.ts";
import { type RoomConversation, readConversation, type Timeline } from "./conversation.ts";
import { expectedComments } from "./expected-comments.ts";
import { createHomeserverClient, type HomeserverClientOptions } from "./homeserver-client.ts";
import { createMediaReader } from "./media-reader.ts";
import { readThread } from "./read-thread.ts";
import { type CommentRooms, findRoom, siteOf, sourceName, threadAlias } from "./room.ts";
import { replyElsewhere, sameNames, sectionWithoutRoom } from "./room-findings.ts";
import { type Account, createSession } from "./session.ts";
import { putThreadsTogether } from "./threads-together.ts";

/** Where a site's comments are, and how they are read. */
export interface CactusSourceOptions extends HomeserverClientOptions, CommentRooms, Account {
  /** Events asked for at once, 500 when left out; homeservers cap it (Synapse at 1,000). */
  readonly pageSize?: number;
  /** User ids of those whose messages are no comments, besides Cactus's bot. */
  readonly ignoredSenders?: readonly string[] | undefined;
  /** How comments are written; `text` when left out. */
  readonly contentFormat?: ContentFormat | undefined;
  /** Whether the media of comments is to be kept elsewhere; false when left out. */
  readonly keepsMedia?: boolean | undefined;
}

const mediaTimeoutMs = 10_000;

/** What Cactus's bot is called. Source: cactus-appservice, `sender_localpart`. */
const bot = "cactusbot";

/**
 * Reads comments from the rooms that Cactus Comments made for pages, those of a page's threads one
 * after the other. Pages share one account. Nothing is requested before the first page is read.
 */
export function createCactusSource(options: CactusSourceOptions): CommentSource {
  const client = createHomeserverClient({ ...options, secrets: [options.password] });
  const session = createSession(client, options);
  const { homeserverUrl, serverName, siteNames, pageSize = 500, keepsMedia = false } = options;
  const ignoredSenders = new Set([...(options.ignoredSenders ?? []), `@${bot}:${serverName}`]);
  const mediaCheck = { fetch: options.fetch ?? globalThis.fetch, timeoutMs: mediaTimeoutMs };
  const format = options.contentFormat ?? "text";
  const media = mediaOf(homeserverUrl);
  const reading = { media, format, keepsMedia, serverName, siteNames, pageSize, ignoredSenders };

  return {
    names: siteNames.map((siteName) => sourceName(serverName, siteName)),
    readMedia: createMediaReader({ ...options, client, session }),
    expectedComments: (page, signal) => expectedComments(session, options, page, signal),
    async findConversations(page, signal) {
      signal.throwIfAborted();
      const found: ThreadConversation[] = [];
      for (const thread of page.threads) {
        found.push({ thread, id: (await findRoom(session, options, thread, signal)) ?? null });
      }
      return found;
    },
    async readPage(page, signal) {
      signal.throwIfAborted();
      const findings: Finding[] = [];
      const histories: RoomConversation[] = [];
      const roomIds = new Set<string>();
      const powers: Timeline["powers"][] = [];
      const found: ThreadConversation[] = [];
      for (const thread of page.threads) {
        const roomId = await findRoom(session, options, thread, signal);
        found.push({ thread, id: roomId ?? null });
        if (roomId === undefined) {
          findings.push(...sectionWithoutRoom(thread, threadAlias(options, thread)));
        }
        if (roomId === undefined || roomIds.has(roomId)) continue;
        const source = sourceName(serverName, siteOf(options, thread));
        const history = await readThread(session, roomId, { ...reading, source }, signal);
        const timelines = history.timelines.filter((timeline) => !roomIds.has(timeline.roomId));
        for (const timeline of timelines) roomIds.add(timeline.roomId);
        powers.push(...timelines.map((timeline) => timeline.powers));
        findings.push(...history.findings);
        histories.push(readConversation(timelines, format, media));
      }
      const { comments, cut } = putThreadsTogether(histories.map((history) => history.comments));
      findings.push(...cut.map(replyElsewhere), ...sameNames(comments));
      if (!keepsMedia) findings.push(...(await checkMedia(comments, mediaCheck, signal)));
      return {
        threads: found,
        comments,
        ...moderatorsIn(powers, ignoredSenders),
        skipped: histories.flatMap(({ skipped }) => skipped),
        removed: histories.flatMap(({ removed }) => removed),
        ...(keepsMedia ? { media: histories.flatMap(({ media = [] }) => media) } : {}),
        ...(findings.length === 0
          ? {}
          : { findings: findings.map((finding) => ({ ...finding, pageId: page.pageId })) }),
      };
    },
  };
}

/** Those with power over others' comments, without those whose messages are no comments. */
function moderatorsIn(
  powers: readonly Timeline["powers"][],
  ignoredSenders: ReadonlySet<string>,
): Pick<Conversation, "moderators"> {
  const all = new Set(powers.flatMap((each) => each?.moderators ?? []));
  const moderators = [...all].filter((userId) => !ignoredSenders.has(userId));
  return moderators.length === 0 ? {} : { moderators };
}
