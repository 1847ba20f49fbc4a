import type { Page } from "../domain/page.ts";
import type { PageStep } from "../report/report.ts";
import type { ReadPage } from "./read-page.ts";
import type { RunRecord } from "./run-record.ts";
import type { SharedConversations } from "./shared-conversations.ts";

/** Where pages go that were read: into the target, or into a rehearsal of it. */
export interface PageSink {
  /** The pages of the scan that have to be read, in its order. */
  pendingPages(): Promise<readonly Page[]>;
  /** Whole pages, in their order. */
  take(batch: readonly ReadPage[], which: { readonly isLast: boolean }): Promise<void>;
  /** A page failed; `comments` of it had been read. */
  fail(page: Page, comments: number, step: PageStep, error: unknown): Promise<void>;
  /** All pages were taken or failed, or the time for beginning further ones was over. */
  finish(): Promise<void>;
}

/** What every sink works with. */
export interface SinkParts {
  readonly record: RunRecord;
  readonly conversations: SharedConversations;
}
