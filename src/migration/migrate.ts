import { pMapIterable } from "p-map";
import { isOfWholeRun } from "../domain/migration-error.ts";
import type { Page, SiteScan } from "../domain/page.ts";
import type { CommentSource, CommentTarget, MigrationMemory } from "../domain/ports.ts";
import type { PageStep } from "../report/report.ts";
import type { Follow } from "./follow-source.ts";
import { ImportSink } from "./import-sink.ts";
import type { MigrationOutcome } from "./outcome.ts";
import { failureOf } from "./page-failure.ts";
import type { MigrationObserver } from "./ports.ts";
import { checkPage, type ReadPage } from "./read-page.ts";
import { RehearsalSink } from "./rehearsal-sink.ts";
import { RunRecord } from "./run-record.ts";
import { SharedConversations } from "./shared-conversations.ts";
import type { PageSink } from "./sink.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { UnplacedCount } from "./unplaced-count.ts";

/** What every run over pages is made of. */
interface RunParts {
  readonly source: CommentSource;
  readonly target: CommentTarget;
  readonly observer: MigrationObserver;
  readonly stopwatch: Stopwatch;
  readonly now: () => Date;
}

/** The parts that a migration is made of. */
export interface MigrationParts extends RunParts {
  readonly memory: MigrationMemory;
}

/** How pages are read. */
interface ReadingOptions {
  /** What a page gets that was completed before; `all` if omitted. */
  readonly follow?: Follow;
  /** Pages read at once. */
  readonly concurrency: number;
  /** Comments after which a batch of whole pages is taken together. */
  readonly batchSize: number;
  /** When this is aborted no further page is begun; those begun are brought to their end. */
  readonly until?: AbortSignal;
}

/** How a migration is rehearsed. */
interface RehearsalOptions extends ReadingOptions {
  /** Whether the outcome has the comments of each page; false if omitted. */
  readonly keepsComments?: boolean;
}

/** How a migration is run. */
export interface MigrationOptions extends ReadingOptions {
  /** Pause after a batch, in ms. */
  readonly delayBetweenBatches: number;
  /** Whether pages that the database knows to be complete are left alone; else that is history. */
  readonly believeDatabase: boolean;
  /** Whether the pages are a part of the site's only. */
  readonly isPart?: boolean;
  /**
   * Set where only some of the pages were asked for, of as many: then the migration is not complete with
   * them.
   */
  readonly asked?: { readonly of: number };
  /** Ids of pages whose comments may differ from their source: a person has looked at them. */
  readonly accepted?: ReadonlySet<string>;
}

/**
 * Moves the pages of a site: reads them concurrently, and imports them in batches of whole pages.
 * A page that fails is recorded, and the run continues with the next one. When the signal is aborted, what has
 * landed is recorded, and the outcome says what remains. It throws where nothing could begin (the
 * target's schema); what stops it later is in the outcome, beside what was done.
 */
export async function migrate(
  parts: MigrationParts,
  scan: SiteScan,
  options: MigrationOptions,
  signal: AbortSignal,
): Promise<MigrationOutcome> {
  const record = new RunRecord(scan, parts.observer);
  const conversations = new SharedConversations(parts);
  const sink = new ImportSink({ ...parts, record, conversations }, options, signal);
  await parts.target.prepare({ readOnly: false }, signal);
  record.findings.push(...(await parts.target.findHazards(signal)));
  const stoppedBy = await readInto(sink, conversations, parts, record, options, signal).then(
    () => undefined,
    failureOf,
  );
  return {
    ...record.outcome(),
    ...sink.outcome(),
    mode: "migrate",
    dryRun: false,
    ...(stoppedBy === undefined ? {} : { stoppedBy }),
    startedAt: parts.stopwatch.startedAt,
    finishedAt: parts.now(),
  };
}

/**
 * Reads and checks everything as {@link migrate} does, and says what an import would do; writes
 * nothing. It never throws for what would keep a migration from beginning: that is what it was to
 * find out.
 */
export async function rehearse(
  parts: RunParts,
  scan: SiteScan,
  options: RehearsalOptions,
  signal: AbortSignal,
): Promise<MigrationOutcome> {
  const record = new RunRecord(scan, parts.observer);
  const conversations = new SharedConversations(parts);
  await using sink = new RehearsalSink(
    { ...parts, record, conversations },
    { follow: options.follow ?? "all", keepsComments: options.keepsComments ?? false },
    signal,
  );
  const stoppedBy = await (async () => {
    await parts.target.prepare({ readOnly: true }, signal);
    record.findings.push(...(await parts.target.findHazards(signal)));
    await readInto(sink, conversations, parts, record, options, signal);
  })().then(() => undefined, failureOf);
  if (signal.aborted && record.pages().every(({ state }) => state === "remaining")) {
    signal.throwIfAborted();
  }
  return {
    ...record.outcome(),
    mode: "migrate",
    dryRun: true,
    rebuiltPages: 0,
    movedBefore: sink.movedBefore(),
    trial: sink.outcome(),
    ...(options.keepsComments === true ? { rehearsed: sink.comments() } : {}),
    ...(stoppedBy === undefined ? {} : { stoppedBy }),
    startedAt: parts.stopwatch.startedAt,
    finishedAt: parts.now(),
  };
}

/** A page whose conversation could not be read. */
interface UnreadPage {
  readonly page: Page;
  readonly error: unknown;
  readonly step: PageStep;
}

async function readInto(
  sink: PageSink,
  conversations: SharedConversations,
  { source, target, observer, stopwatch, now }: RunParts,
  record: RunRecord,
  { concurrency, batchSize, until }: ReadingOptions,
  signal: AbortSignal,
): Promise<void> {
  const pending = await sink.pendingPages();
  observer.scanned(record.scan, record.scan.pages.length - pending.length);
  stopwatch.enter("read");
  const read = async (page: Page): Promise<ReadPage | UnreadPage | undefined> => {
    if (until?.aborted === true) return undefined;
    let step: PageStep = "read";
    try {
      signal.throwIfAborted();
      observer.pageStarted(page);
      const conversation = await source.readPage(page, signal);
      step = "check";
      return checkPage(page, conversation, { target, now });
    } catch (error) {
      return { page, error, step };
    }
  };
  const reader = pMapIterable(pending, read, { concurrency, backpressure: concurrency * 2 });

  const unplaced = new UnplacedCount(target);
  let batch: ReadPage[] = [];
  for await (const found of reader) {
    if (signal.aborted) break;
    if (found === undefined) continue;
    const own = "error" in found ? found : await ownPart(found, conversations, signal);
    if ("error" in own) {
      if (isOfWholeRun(own.error)) throw own.error;
      if (!signal.aborted) await sink.fail(own.page, 0, own.step, own.error);
      continue;
    }
    batch.push(own);
    unplaced.add(own.rows);
    if (rowCount(batch) >= batchSize) {
      record.announce(batch);
      await sink.take(batch, { isLast: false });
      batch = [];
    }
  }
  if (!signal.aborted) {
    record.announce(batch);
    await sink.take(batch, { isLast: true });
  }
  record.findings.push(...unplaced.findings());
  stopwatch.enter("finish");
  if (!signal.aborted) await sink.finish();
}

async function ownPart(
  read: ReadPage,
  conversations: SharedConversations,
  signal: AbortSignal,
): Promise<ReadPage | UnreadPage> {
  try {
    return await conversations.withoutOthers(read, signal);
  } catch (error) {
    return { page: read.page, error, step: "read" };
  }
}

function rowCount(batch: readonly ReadPage[]): number {
  return batch.reduce((sum, page) => sum + page.rows.length, 0);
}
