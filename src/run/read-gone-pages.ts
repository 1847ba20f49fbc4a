import { type ArchivedPage, archivePage } from "../archive/archived-page.ts";
import { detailsOf } from "../domain/comment-details.ts";
import type { ContentFormat } from "../domain/content-format.ts";
import type { Page } from "../domain/page.ts";
import type { CommentSource } from "../domain/ports.ts";
import { transformPage } from "../domain/transform.ts";
import { archivedForm } from "./archived-form.ts";
import type { Placement } from "./place-conversations.ts";

/**
 * The conversations that the table of addresses gives no page, as archives of pages whose id is the
 * address that they had: the first one that they name.
 */
export async function readGonePages(
  source: CommentSource,
  { matches }: Placement,
  contentFormat: ContentFormat,
  signal: AbortSignal,
): Promise<readonly ArchivedPage[]> {
  const gone = matches.filter(({ kind, thread }) => kind === "excluded" && thread.comments > 0);
  const byAddress = Map.groupBy(gone, ({ thread }) => thread.addresses[0] ?? thread.id);
  const archived: ArchivedPage[] = [];
  const { format, written } = archivedForm(contentFormat);
  for (const [pageId, found] of byAddress) {
    const location = { file: pageId, line: 1 };
    const asked = found.map(({ thread }) => ({ threadId: thread.id, location }));
    const page: Page = {
      pageId,
      title: found[0]?.thread.title ?? "",
      file: pageId,
      threads: asked,
    };
    const { comments } = await source.readPage(page, signal);
    const { rows } = transformPage(page, comments);
    const held = rows.map((row) => ({
      sourceId: row.sourceId,
      commentId: row.sourceId,
      kept: { ...row, page: pageId },
      isShown: true,
      isEmptied: false,
    }));
    const own = held.map(written);
    const { comments: threads, ...head } = archivePage(pageId, format, own, detailsOf(rows));
    archived.push({ ...head, gone: true, comments: threads });
  }
  return archived;
}
