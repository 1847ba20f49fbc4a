import { type ArchivedPage, archivedDetails, archivePage } from "../archive/archived-page.ts";
import { type ArchiveFiles, writeArchive } from "../archive/write-archive.ts";
import type { ContentFormat } from "../domain/content-format.ts";
import type { Finding } from "../domain/finding.ts";
import { inOneLine } from "../domain/in-one-line.ts";
import { MigrationError } from "../domain/migration-error.ts";
import type { CommentTarget } from "../domain/ports.ts";
import { writeReason } from "../files/system-error.ts";
import type { MigrationOutcome } from "../migration/outcome.ts";
import { hasAllComments } from "../report/page-state.ts";
import { archivedForm } from "./archived-form.ts";
import { runMessages } from "./messages.ts";

/** Where the archive is written, and how comments are in the target. */
interface ArchiveOptions {
  /** Absolute; undefined where no archive is wanted. */
  readonly folder: string | undefined;
  /** As people know it. */
  readonly folderAsGiven: string | undefined;
  readonly contentFormat: ContentFormat;
  /** Whether the pages are all of the site's, so that files of other pages have no page any more. */
  readonly isWholeSite: boolean;
  /** Reads the conversations that have no page any more, and are to be kept all the same. */
  readonly readGone: (signal: AbortSignal) => Promise<readonly ArchivedPage[]>;
}

/** What became of the archive. */
interface ArchivedComments {
  /** What the report says about it: a failure is an error there, since the comments have landed. */
  readonly findings: readonly Finding[];
  readonly files: ArchiveFiles;
}

const noFiles: ArchiveFiles = { current: [], removed: [] };

/**
 * Writes the archive of the pages whose comments are all in the target, from what the target holds.
 */
export async function archiveComments(
  target: Pick<CommentTarget, "readLedger" | "readHeld">,
  { pages, details, dryRun, stoppedBy }: MigrationOutcome,
  { folder, folderAsGiven = "", contentFormat, isWholeSite, readGone }: ArchiveOptions,
  signal: AbortSignal,
): Promise<ArchivedComments> {
  if (folder === undefined || dryRun || stoppedBy !== undefined || signal.aborted) {
    return { findings: [], files: noFiles };
  }
  try {
    const ledger = await target.readLedger(signal);
    const pageOf = new Map(ledger.map(({ sourceId, pageId }) => [sourceId, pageId]));
    const held = ledger.length === 0 ? [] : await target.readHeld("all", signal);
    const byPage = Map.groupBy(held, ({ sourceId }) => pageOf.get(sourceId));
    const [complete, unknown] = [true, false].map((isKnown) =>
      pages.filter(({ state }) => hasAllComments(state) === isKnown).map(({ page }) => page.pageId),
    );
    // A page that was replaced shows no old comments any more, and so is none of the scan's.
    const elsewhere = [...pageOf.values()].filter((pageId) => !complete?.includes(pageId));
    const notRead = new Set(
      pages.flatMap(({ state, page }) => (state === "completed-before" ? [page.pageId] : [])),
    );
    const { format, written } = archivedForm(contentFormat);
    const result = await writeArchive(folder, {
      pages: [
        ...(complete ?? []).map((id) =>
          archivePage(id, format, (byPage.get(id) ?? []).map(written), details),
        ),
        ...(await readGone(signal)),
      ],
      lacks: (pageId) => (notRead.has(pageId) ? archivedDetails : []),
      unknown: isWholeSite ? new Set([...(unknown ?? []), ...elsewhere]) : "all others",
    });
    const { files, removed, paths } = result;
    const numbers = { pages: files, written: result.written, removed };
    const finding = runMessages.finding("archive-written", { folder: folderAsGiven, ...numbers });
    return { findings: [finding], files: paths };
  } catch (error) {
    const findings = signal.aborted ? [] : [archiveFailed(folderAsGiven, error)];
    return { findings, files: noFiles };
  }
}

function archiveFailed(folder: string, error: unknown): Finding {
  const reason = writeReason(error);
  const finding = runMessages.finding("archive-failed", {
    folder,
    reason: reason === undefined ? inOneLine(error) : `${reason}.`,
  });
  if (!(error instanceof MigrationError)) return finding;
  const { code, remedy } = error;
  return remedy === undefined ? { ...finding, code } : { ...finding, code, remedy };
}
