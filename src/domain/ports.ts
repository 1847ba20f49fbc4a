import type { Attachment, Conversation, ThreadConversation } from "./comment.ts";
import type { CommentId, CommentRow, ImportedComment } from "./comment-row.ts";
import type { DatabaseUsage } from "./database-usage.ts";
import type { Finding } from "./finding.ts";
import type { ImportedPage } from "./imported-page.ts";
import type {
  CommentEdit,
  HeldComment,
  KeptComment,
  PublishedComment,
  ReaderReply,
  Stray,
} from "./kept-comment.ts";
import type { MovedPage } from "./moved-page.ts";
import type { Page, ThreadsOfPages } from "./page.ts";
import type { PageFailure } from "./page-failure.ts";
import type { PreviousRun } from "./previous-run.ts";
import type { ReaderReplies, Undone } from "./undone.ts";

/** Where a site's comments are now. */
export interface CommentSource {
  /** The names of the source's sites that are moved, as `Comment.source` has them. */
  readonly names: readonly string[];
  /** The conversations that the page's threads lead to, in their order. */
  findConversations(page: Page, signal: AbortSignal): Promise<readonly ThreadConversation[]>;
  /** About how many comments a page has, without reading them. */
  expectedComments(page: Page, signal: AbortSignal): Promise<number>;
  /**
   * The whole conversation of one page. A thread without a conversation is one without comments.
   * Pages may be read concurrently.
   * @throws MigrationError whose message says what the source answered, or the signal's reason
   */
  readPage(page: Page, signal: AbortSignal): Promise<Conversation>;
  /**
   * Reads a picture or file of comments. `receive` gets its bytes as they come, and anew from the first
   * one where a connection broke; what it throws is thrown.
   * @throws MigrationError for what concerns all files, or the signal's reason
   */
  readMedia?<T>(
    attachment: Attachment,
    receive: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
    signal: AbortSignal,
  ): Promise<MediaAnswer<T>>;
}

/** What became of a request for one picture or file. */
export type MediaAnswer<T> =
  | { readonly is: "read"; readonly result: T }
  /** The source says that it doesn't have it or doesn't give it away. */
  | { readonly is: "refused"; readonly status: number }
  /** A web page came in its place, as from whoever has the domain now. */
  | { readonly is: "replaced" }
  /** It began or should have begun to come, and never came whole. */
  | { readonly is: "broken-off" };

/** Where conversations are moved to. Comments of other owners are left alone. */
export interface CommentTarget {
  /** Levels that a thread may have; any number if omitted. */
  readonly maxDepth?: number | undefined;
  /** Comments of a page that readers see, the oldest ones; any number if omitted. */
  readonly mostOfPage?: number | undefined;
  /**
   * Compares the tables with what is needed and creates those that are missing, unless `readOnly`.
   * A ledger of an earlier form is brought into the present one, or with `readOnly` read as it is.
   * @throws MigrationError where the target can't be used
   */
  prepare(options: { readonly readOnly: boolean }, signal: AbortSignal): Promise<void>;
  /**
   * What a person should know of the prepared target before comments are written to it: it takes
   * them, but readers may not see them, or not in their order.
   * @throws MigrationError where the target can't take any
   */
  findHazards(signal: AbortSignal): Promise<readonly Finding[]>;
  /**
   * Writes the rows that are not there yet, each with its ledger entry in the same transaction, in as
   * few transactions as the target allows. A parent is earlier in the list or was imported before.
   * Returns one entry for each row, those included that had been imported before. The rows of a page are
   * all of its comments, and the target notes it as imported.
   * @throws MovedPagesError where rows are in the target under another page; nothing of their
   * transaction was written
   */
  importRows(
    rows: readonly CommentRow[],
    signal: AbortSignal,
    pages?: ImportedPages,
  ): Promise<ImportResult>;
  /** Which of the rows are in the target under another page than their own. */
  findMoved(rows: readonly CommentRow[], signal: AbortSignal): Promise<readonly MovedPage[]>;
  /** Puts what {@link findMoved} returns under the pages of the rows, a page at once. */
  followPages(rows: readonly CommentRow[], signal: AbortSignal): Promise<FollowedPages>;
  /**
   * Writes comments anew, each with its ledger entry in one transaction, as far as they are still as
   * they were read. Returns the source ids of those that no call to the target can carry.
   * @throws MigrationError `comment-not-kept` where the target keeps something else
   */
  editComments(edits: readonly CommentEdit[], signal: AbortSignal): Promise<ReadonlySet<string>>;
  /**
   * Removes comments with their ledger entries, as far as they are still as they were read. One with
   * replies that stay keeps its place, without its text. Returns as {@link editComments} does.
   */
  removeComments(held: readonly HeldComment[], signal: AbortSignal): Promise<ReadonlySet<string>>;
  /**
   * Numbers of readers' own comments under the addresses that pages have left, by page id. Pages without
   * any are absent, and those that the target calls what it called them before.
   */
  countReaders(
    moved: readonly MovedPage[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, number>>;
  /**
   * Enters comments into the ledger that a checkpoint remembers and that are in the target, but that
   * the ledger does not know. Gives the source ids of those that fit.
   */
  takeOver(rows: readonly RememberedRow[], signal: AbortSignal): Promise<ReadonlySet<string>>;
  /** The ledger's entries in the order of import, with those of an earlier release that have no owner. */
  readLedger(signal: AbortSignal): Promise<readonly ImportedComment[]>;
  /** The pages that have comments in the ledger; the target must be prepared. */
  readPages(signal: AbortSignal): Promise<readonly ImportedPage[]>;
  /** What the target has of these pages was compared, and is as it should be. */
  noteVerified(pageIds: readonly string[], signal: AbortSignal): Promise<void>;
  /** The migration succeeded: no later one takes a page for complete. */
  settlePages(signal: AbortSignal): Promise<void>;
  /**
   * What the target keeps of rows when they are imported.
   * @param held what it has of them: where it can't hold two comments of a page at one time, this says
   * which time each one got
   * @throws MigrationError where it can't take one
   */
  asKept(rows: readonly CommentRow[], held?: readonly HeldComment[]): readonly KeptComment[];
  /**
   * Rebuilds the target's tables in memory, with what constrains an import of these pages, so that
   * the import can be tried there. The target itself is only read.
   */
  openRehearsal(pageIds: readonly string[], signal: AbortSignal): Promise<Rehearsal>;
  /** What of a row the target has no place for, so that it is lost in the move. */
  withoutPlace(row: CommentRow): WithoutPlace;
  /** Calls to the target that an import of these rows takes, with reading them back. */
  callsFor(rows: readonly CommentRow[]): number;
  /** What was asked of the database so far. */
  usage(): DatabaseUsage;
  /** The comments that the ledger names, all or those of the given source ids, as {@link readLedger}. */
  readHeld(
    sourceIds: readonly string[] | "all",
    signal: AbortSignal,
  ): Promise<readonly HeldComment[]>;
  /** Comments that look as if an import wrote them, but that no owner's ledger names. */
  readStrays(signal: AbortSignal): Promise<readonly Stray[]>;
  /** Readers' comments that answer moved ones, directly or not. */
  readReaderReplies(signal: AbortSignal): Promise<readonly ReaderReply[]>;
  /**
   * Deletes the last imported comments that the ledger names, as many as fit a transaction, and their
   * entries.
   * @throws MigrationError `reader-replies` where readers' replies are in the way
   */
  undoSome(readerReplies: ReaderReplies, signal: AbortSignal): Promise<Undone>;
}

/** What of a row a target can't hold. */
export interface WithoutPlace {
  /** Number of reactions. */
  readonly reactions: number;
  /** Whether the owner of the site wrote it, and readers are not shown that. */
  readonly isOwner: boolean;
}

/** A copy of the target in memory. */
export interface Rehearsal extends AsyncDisposable {
  /** Takes rows as the target would; undefined where it could not be copied. */
  readonly target: RehearsalTarget | undefined;
  /** What could not be copied, so that a trial does not tell whether it hinders an import. */
  readonly findings: readonly Finding[];
  /** What was written to the copy so far; absent where there is none. */
  written?(): RehearsedWriting;
}

/** What an import takes, as far as a copy in memory shows it. */
export interface RehearsedWriting {
  /** Rows that the database would count, indexes included; an estimate. */
  readonly rows: number;
  /** How much larger the database becomes. */
  readonly bytes: number;
}

/** What of a target an import needs. */
export type RehearsalTarget = Pick<
  CommentTarget,
  | "asKept"
  | "editComments"
  | "followPages"
  | "importRows"
  | "maxDepth"
  | "readHeld"
  | "removeComments"
>;

/** Comments that have followed their pages. */
interface FollowedPages {
  readonly moved: readonly MovedPage[];
  /** What had to be changed in comments so that the new page takes them. */
  readonly findings: readonly Finding[];
}

/** What is known of the pages whose rows are imported. */
export interface ImportedPages {
  readonly threads?: ThreadsOfPages;
  /** Ids of pages imported earlier that have been compared since. */
  readonly verified?: readonly string[];
}

/** What became of the rows of one import. */
export interface ImportResult {
  readonly imported: readonly ImportedComment[];
  /** Source ids of those that this call inserted; the rest had been there. */
  readonly inserted: ReadonlySet<string>;
  /** What had to be changed in comments so that the target takes them. */
  readonly findings: readonly Finding[];
}

/** A row, and the id under which a checkpoint says that it was imported. */
export interface RememberedRow {
  readonly row: CommentRow;
  readonly commentId: CommentId;
}

/** The new comment system as readers see it. */
export interface PublishedComments {
  /** For how long it may show what was there before, in ms; 0 where it never does. */
  readonly staleForMs: number;
  /** The comments that it shows on a page, by the target's own name of the page. */
  readPage(page: string, signal: AbortSignal): Promise<readonly PublishedComment[]>;
}

/** A page that is done. */
interface CompletedPage {
  readonly comments: number;
  /** The threads that its comments came from; undefined where that was not recorded. */
  readonly threads?: string | undefined;
}

/** Remembers over runs which pages are done. Each promise resolves when the change is durable. */
export interface MigrationMemory {
  /** What earlier runs did; undefined where nothing is remembered of any. */
  previousRun(): PreviousRun | undefined;
  /** The database's bookmark before the first write, until all pages are complete. */
  bookmark(): string | undefined;
  /** Remembers the database's bookmark, unless an earlier one is remembered. */
  markBookmark(bookmark: string): Promise<void>;
  /** A run begins; where all pages are complete, all are read again. */
  start(totalPages: number): Promise<void>;
  /** The page as completed by this or an earlier run, since all pages were complete last. */
  completedPage(pageId: string): CompletedPage | undefined;
  /** The target's id of a comment, by its source id, as far as it is remembered. */
  getNewCommentId(sourceId: string): CommentId | undefined;
  /**
   * @param threads the page's, as `threadsOf` returns them
   * @param removed source ids of comments that are in the target no more
   */
  markPageComplete(
    pageId: string,
    imported: readonly ImportedComment[],
    threads: string,
    removed?: readonly string[],
  ): Promise<void>;
  /** Takes over pages that the target itself knows to be complete, with all their comments. */
  rebuild(imported: readonly ImportedComment[], threads: ThreadsOfPages): Promise<void>;
  /** Returns the number of runs that failed on the page, this one included. */
  markPageFailed(pageId: string, failure: PageFailure): Promise<number>;
  /** All pages are complete. */
  markDone(): Promise<void>;
}
