import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AddressedSource } from "../../domain/addressed-thread.ts";
import type { Conversation, ThreadConversation } from "../../domain/comment.ts";
import type { Page } from "../../domain/page.ts";
import { joinedConversation } from "../conversation/joined-conversation.ts";
import { createFileReader, type FileReaderOptions } from "../media/file-reader.ts";
import type { ExportFormat } from "./export-format.ts";
import { type ExportFiles, type OpenExport, openExport } from "./open-export.ts";

/**
 * A site's comments of exports, kept in a temporary file until the source is disposed of.
 * @param media how files are read that the system itself keeps; undefined where they stay there
 * @throws MigrationError for a file that is no whole export
 */
export async function openExportSource(
  format: ExportFormat,
  given: Omit<ExportFiles, "folder" | "keepsMedia">,
  media?: FileReaderOptions,
): Promise<AddressedSource> {
  const folder = await mkdtemp(join(tmpdir(), "comment-migration-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const opened = await openExport(format, { ...given, folder, keepsMedia: media !== undefined });
    return {
      site: opened.site,
      threads: opened.threads,
      findings: opened.findings,
      comments: commentsOf(opened, media),
      async [Symbol.asyncDispose]() {
        opened.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

function commentsOf(
  opened: OpenExport,
  media: FileReaderOptions | undefined,
): AddressedSource["comments"] {
  const counts = new Map(opened.threads.map(({ id, comments }) => [id, comments]));
  const conversationsOf = ({ threads }: Page): readonly ThreadConversation[] =>
    threads.map((thread) => ({
      thread,
      id: counts.has(thread.threadId) ? thread.threadId : null,
    }));
  return {
    names: [opened.source],
    async findConversations(page, signal) {
      signal.throwIfAborted();
      return conversationsOf(page);
    },
    async expectedComments({ threads }) {
      return threads.reduce((sum, { threadId }) => sum + (counts.get(threadId) ?? 0), 0);
    },
    async readPage(page, signal): Promise<Conversation> {
      signal.throwIfAborted();
      const threads = page.threads.flatMap(({ threadId }) => opened.commentsOf(threadId) ?? []);
      return joinedConversation(page, conversationsOf(page), threads);
    },
    ...(media === undefined ? {} : { readMedia: createFileReader(media) }),
  };
}
