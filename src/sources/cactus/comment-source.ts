import type { ContentFormat } from "../../domain/content-format.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ExtractedPage } from "../../domain/matrix-comment.ts";
import type { Page } from "../../domain/page.ts";
import { mediaOf } from "./content/media.ts";
import { checkMedia } from "./content/media-check.ts";
import { type Conversation, readConversation } from "./conversation.ts";
import { expectedComments } from "./expected-comments.ts";
import { createHomeserverClient, type HomeserverClientOptions } from "./homeserver-client.ts";
import { readSection } from "./read-section.ts";
import { type CommentRooms, findRoom } from "./room.ts";
import { replyElsewhere, sameNames } from "./room-findings.ts";
import { putSectionsTogether } from "./sections-together.ts";
import { type Account, createSession } from "./session.ts";

/** Where a site's comments are, and how they are read. */
export interface MatrixSourceOptions extends HomeserverClientOptions, CommentRooms, Account {
  /** Events asked for at once, 500 when left out; homeservers cap it (Synapse at 1,000). */
  readonly pageSize?: number;
  /** User ids of those whose messages are no comments, besides Cactus's bot. */
  readonly ignoredSenders?: readonly string[] | undefined;
  /** How comments are written; `text` when left out. */
  readonly contentFormat?: ContentFormat | undefined;
}

/** Reads the comments of pages from the rooms that Cactus Comments made for them. */
export interface MatrixSource {
  /**
   * The whole conversation of one page, the rooms of its sections one after the other.
   * Pages may be read concurrently; they share one account.
   * @throws MigrationError whose message says what the homeserver did, or the signal's reason
   */
  readPage(page: Page, signal: AbortSignal): Promise<ExtractedPage>;
  /** About how many comments a page has, without reading them. Errors as of `readPage`. */
  expectedComments(page: Page, signal: AbortSignal): Promise<number>;
}

const mediaTimeoutMs = 10_000;

/** What Cactus's bot is called. Source: cactus-appservice, `sender_localpart`. */
const bot = "cactusbot";

/** Gives the source of the comments of a site. Nothing is requested before the first page is read. */
export function createMatrixSource(options: MatrixSourceOptions): MatrixSource {
  const session = createSession(
    createHomeserverClient({ ...options, secrets: [options.password] }),
    options,
  );
  const { homeserverUrl, serverName, siteNames, pageSize = 500 } = options;
  const ignoredSenders = new Set([...(options.ignoredSenders ?? []), `@${bot}:${serverName}`]);
  const mediaCheck = { fetch: options.fetch ?? globalThis.fetch, timeoutMs: mediaTimeoutMs };
  const format = options.contentFormat ?? "text";
  const media = mediaOf(homeserverUrl);
  const reading = { media, format, serverName, siteNames, pageSize, ignoredSenders };

  return {
    expectedComments: (page, signal) => expectedComments(session, options, page, signal),
    async readPage(page, signal) {
      signal.throwIfAborted();
      const findings: Finding[] = [];
      const sections: Conversation[] = [];
      const roomIds = new Set<string>();
      for (const section of page.sections) {
        const roomId = await findRoom(session, options, section, signal);
        if (roomId === undefined || roomIds.has(roomId)) continue;
        const history = await readSection(session, roomId, reading, signal);
        const timelines = history.timelines.filter((timeline) => !roomIds.has(timeline.roomId));
        for (const timeline of timelines) roomIds.add(timeline.roomId);
        findings.push(...history.findings);
        sections.push(readConversation(timelines, format));
      }
      const { comments, cut } = putSectionsTogether(sections.map((section) => section.comments));
      findings.push(...cut.map(replyElsewhere), ...sameNames(comments));
      findings.push(...(await checkMedia(comments, mediaCheck, signal)));
      return {
        comments,
        roomIds: [...roomIds],
        skipped: sections.flatMap(({ skipped }) => skipped),
        ...(findings.length === 0
          ? {}
          : { findings: findings.map((finding) => ({ ...finding, pageId: page.pageId })) }),
      };
    },
  };
}
