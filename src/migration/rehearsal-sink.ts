import type { ImportedComment } from "../domain/comment-row.ts";
import type { Finding } from "../domain/finding.ts";
import type { MovedPage } from "../domain/moved-page.ts";
import type { Page } from "../domain/page.ts";
import type { CommentTarget, Rehearsal } from "../domain/ports.ts";
import type { PageStep } from "../report/report.ts";
import { fewerThanBefore } from "./fewer-comments.ts";
import type { Follow } from "./follow-source.ts";
import { ImportTrial } from "./import-trial.ts";
import { pageMoved, withoutOthersComments } from "./moved-pages.ts";
import type { RehearsedComment, TrialOutcome } from "./outcome.ts";
import { failureOf } from "./page-failure.ts";
import { hasConversations, type ReadPage, withoutMovedOrphans } from "./read-page.ts";
import { SamplePicker } from "./samples.ts";
import type { PageSink, SinkParts } from "./sink.ts";

interface RehearsalParts extends SinkParts {
  readonly target: Pick<CommentTarget, "asKept" | "callsFor" | "openRehearsal" | "readLedger">;
}

/** How a migration is rehearsed. */
interface RehearsalWay {
  readonly follow: Follow;
  /** Whether what the target would hold is kept. */
  readonly keepsComments: boolean;
}

/** Counts what an import would take, and tries it on a copy of the target to find what hinders it. */
export class RehearsalSink implements PageSink, AsyncDisposable {
  readonly #parts: RehearsalParts;
  readonly #way: RehearsalWay;
  readonly #signal: AbortSignal;
  readonly #samples = new SamplePicker();
  #rehearsal: Rehearsal | undefined;
  #trial: ImportTrial | undefined;
  #imported: ReadonlyMap<string, ImportedComment> = new Map();
  #importedOfPages: ReadonlyMap<string, readonly ImportedComment[]> = new Map();
  readonly #refused = new Set<string>();
  readonly #comments = new Map<string, readonly RehearsedComment[]>();
  #toWrite = 0;
  #alreadyThere = 0;
  #databaseCalls = 0;
  #batches = 0;

  constructor(parts: RehearsalParts, way: RehearsalWay, signal: AbortSignal) {
    this.#parts = parts;
    this.#way = way;
    this.#signal = signal;
  }

  /** Every page, whatever earlier runs completed. */
  async pendingPages(): Promise<readonly Page[]> {
    const { target, record } = this.#parts;
    const ledger = await target.readLedger(this.#signal);
    this.#imported = new Map(ledger.map((comment) => [comment.sourceId, comment]));
    this.#importedOfPages = Map.groupBy(this.#imported.values(), ({ pageId }) => pageId);
    const pageIds = record.scan.pages.map(({ pageId }) => pageId);
    const rehearsal = await target.openRehearsal(pageIds, this.#signal);
    this.#rehearsal = rehearsal;
    if (rehearsal.target !== undefined) {
      const { conversations } = record;
      const parts = { imported: this.#imported, follow: this.#way.follow, conversations };
      this.#trial = new ImportTrial(rehearsal.target, parts, this.#signal);
    }
    record.findings.push(...rehearsal.findings);
    return record.scan.pages;
  }

  async take(batch: readonly ReadPage[]): Promise<void> {
    const checked: ReadPage[] = [];
    this.#keep(batch);
    for (const read of batch) checked.push(...(await this.#check(read)));
    const refused = await this.#trial?.import(checked);
    const rows: ReadPage["rows"][number][] = [];
    this.#keep(checked);
    for (const read of checked) {
      const error = refused?.get(read.page.pageId);
      if (error === undefined) {
        this.#settle(read);
        rows.push(...read.rows);
      } else {
        this.#refused.add(read.page.pageId);
        await this.fail(read.page, read.rows.length, "import", error);
      }
    }
    const there = rows.filter(({ sourceId }) => this.#imported.has(sourceId)).length;
    this.#alreadyThere += there;
    this.#toWrite += rows.length - there;
    if (rows.length === 0) return;
    this.#batches += 1;
    this.#databaseCalls += this.#parts.target.callsFor(rows);
  }

  async fail(page: Page, comments: number, step: PageStep, error: unknown): Promise<void> {
    const failure = failureOf(error);
    this.#parts.record.settle({ state: "failed", page, comments, failure, step, attempts: 1 });
  }

  async finish(): Promise<void> {
    this.#parts.record.changes.push(...(this.#trial?.changes ?? []));
    this.#parts.record.findings.push(...(this.#trial?.findings ?? []));
    if (!this.#way.keepsComments) return;
    const held = (await this.#rehearsal?.target?.readHeld("all", this.#signal)) ?? [];
    for (const [pageId, comments] of Map.groupBy(held, (one) => one.pageId)) {
      if (!this.#refused.has(pageId)) this.#comments.set(pageId, comments);
    }
  }

  /** What the target would hold, by page id; of a page that it refuses, what it was given. */
  comments(): ReadonlyMap<string, readonly RehearsedComment[]> {
    return this.#comments;
  }

  /** Comments that the target has already, on whatever page. */
  movedBefore(): number {
    return this.#imported.size;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#rehearsal?.[Symbol.asyncDispose]();
  }

  outcome(): TrialOutcome {
    return {
      toWrite: this.#toWrite,
      alreadyThere: this.#alreadyThere,
      databaseCalls: this.#databaseCalls,
      batches: this.#batches,
      samples: this.#samples.samples(),
      written: this.#rehearsal?.written?.(),
    };
  }

  #keep(read: readonly ReadPage[]): void {
    if (!this.#way.keepsComments) return;
    for (const { page, rows } of read) {
      const comments = rows.map((row, index) => ({
        sourceId: row.sourceId,
        commentId: index + 1,
        kept: { ...row, page: row.pageId },
        isShown: true,
        isEmptied: false,
      }));
      this.#comments.set(page.pageId, comments);
    }
  }

  #settle(read: ReadPage): void {
    const { page, rows } = read;
    this.#parts.record.settle(
      hasConversations(read)
        ? { state: "readable", page, comments: rows.length }
        : { state: "without-conversation", page, comments: rows.length, inserted: 0 },
    );
  }

  /** Returns the page as an import would be given it; nothing where it fails before that. */
  async #check(read: ReadPage): Promise<readonly ReadPage[]> {
    const { target, record, conversations } = this.#parts;
    try {
      const moved = this.#movedPages(read);
      const own = await withoutOthersComments(
        read,
        moved,
        record.scan,
        conversations,
        this.#signal,
      );
      const isMoved = (sourceId: string) => this.#imported.has(sourceId);
      record.note({ ...own, findings: withoutMovedOrphans(own.findings, isMoved) });
      record.findings.push(...this.#movedPages(own).map((one) => pageMoved(one, false)));
      // An import says itself what the target can't take.
      this.#samples.offer(own.comments, own.rows, target.asKept(own.rows));
      record.findings.push(...this.#fewerThanBefore(own));
      return [own];
    } catch (error) {
      await this.fail(read.page, read.rows.length, "check", error);
      return [];
    }
  }

  #fewerThanBefore(read: ReadPage): readonly Finding[] {
    const before = this.#importedOfPages.get(read.page.pageId) ?? [];
    const there = new Set([...read.rows.map(({ sourceId }) => sourceId), ...read.removed]);
    const known = before.filter(({ sourceId }) => there.has(sourceId)).length;
    return fewerThanBefore(read, before.length, known, "moving");
  }

  #movedPages({ page, rows }: ReadPage): readonly MovedPage[] {
    const elsewhere = rows.flatMap(({ sourceId }) => {
      const before = this.#imported.get(sourceId)?.pageId;
      return before === undefined || before === page.pageId ? [] : [before];
    });
    return [...Map.groupBy(elsewhere, (from) => from)].map(([from, comments]) => ({
      from,
      to: page.pageId,
      comments: comments.length,
    }));
  }
}
