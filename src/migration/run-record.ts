import type { SkippedItems } from "../domain/comment.ts";
import { type CommentDetails, detailsOf } from "../domain/comment-details.ts";
import type { Difference } from "../domain/difference.ts";
import type { Finding } from "../domain/finding.ts";
import type { Page, SiteScan } from "../domain/page.ts";
import type { SourceChange } from "../domain/source-change.ts";
import { hasAllComments, haveNoConversation } from "../report/page-state.ts";
import { ConversationPicker } from "./conversation-picker.ts";
import { FormattingCount } from "./formatting-count.ts";
import type { MigrationOutcome } from "./outcome.ts";
import type { PageOutcome } from "./page-outcome.ts";
import type { MigrationObserver } from "./ports.ts";
import type { ReadPage } from "./read-page.ts";

/** What is known of a run so far: what became of each page, and what a person should know. */
export class RunRecord {
  readonly findings: Finding[] = [];
  readonly differences: Difference[] = [];
  readonly changes: SourceChange[] = [];
  readonly conversations = new ConversationPicker();
  readonly scan: SiteScan;
  readonly #observer: MigrationObserver;
  readonly #outcomes = new Map<string, PageOutcome>();
  readonly #skipped: (SkippedItems & { readonly pageId: string })[] = [];
  readonly #details = new Map<string, CommentDetails>();
  readonly #months = new Map<string, number>();
  readonly #formatting = new FormattingCount();
  #formattingIsTold = false;

  constructor(scan: SiteScan, observer: MigrationObserver) {
    this.scan = scan;
    this.#observer = observer;
  }

  /** A page was read. */
  note({ page, rows, findings, skipped }: ReadPage): void {
    for (const { createdAt } of rows) {
      const month = createdAt.slice(0, "2021-03".length);
      this.#months.set(month, (this.#months.get(month) ?? 0) + 1);
    }
    for (const [sourceId, details] of detailsOf(rows)) this.#details.set(sourceId, details);
    this.findings.push(...findings);
    this.#skipped.push(...skipped.map((items) => ({ ...items, pageId: page.pageId })));
  }

  /** Says what would be too late to learn from the report: pages are about to be written. */
  announce(batch: readonly ReadPage[]): void {
    this.#formatting.add(batch);
    if (this.#formattingIsTold) return;
    for (const finding of this.#formatting.findings("so-far")) {
      this.#formattingIsTold = true;
      this.#observer.noticed(finding);
    }
  }

  /** A page was dealt with by this run. */
  settle(outcome: PageOutcome): void {
    this.#outcomes.set(outcome.page.pageId, outcome);
    this.#observer.pageDone(outcome);
  }

  /** A page was dealt with by an earlier run. */
  leave(page: Page, comments: number): void {
    this.#outcomes.set(page.pageId, { state: "completed-before", page, comments });
  }

  pages(): readonly PageOutcome[] {
    return this.scan.pages.map(
      (page): PageOutcome => this.#outcomes.get(page.pageId) ?? { state: "remaining", page },
    );
  }

  /** Whether the migration has come to its end: all that there is to move was moved. */
  isComplete(): boolean {
    const pages = this.pages();
    return (
      pages.every(({ state }) => hasAllComments(state) || state === "without-conversation") &&
      !haveNoConversation(pages)
    );
  }

  /** The part of the outcome that all runs have. */
  outcome(): Pick<
    MigrationOutcome,
    | "scan"
    | "pages"
    | "findings"
    | "skipped"
    | "details"
    | "differences"
    | "changes"
    | "months"
    | "conversations"
  > {
    return {
      scan: this.scan,
      pages: this.pages(),
      findings: [...this.scan.findings, ...this.#formatting.findings("all"), ...this.findings],
      skipped: this.#skipped,
      details: this.#details,
      differences: this.differences,
      changes: this.changes,
      months: this.#months,
      conversations: this.conversations.picked(),
    };
  }
}
