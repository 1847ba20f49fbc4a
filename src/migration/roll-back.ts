import type { Finding } from "../domain/finding.ts";
import type { ReaderReply } from "../domain/kept-comment.ts";
import { targetMessages } from "../domain/messages.ts";
import type { SiteScan } from "../domain/page.ts";
import type { PageFailure } from "../domain/page-failure.ts";
import type { CommentTarget } from "../domain/ports.ts";
import type { ReaderReplies, Undone } from "../domain/undone.ts";
import { migrationMessages } from "./messages.ts";
import { failureOf } from "./page-failure.ts";
import type { Stopwatch } from "./stopwatch.ts";

/** The parts that a rollback is made of. */
interface RollbackParts {
  readonly target: CommentTarget;
  readonly stopwatch: Stopwatch;
  readonly now: () => Date;
}

/** How comments are rolled back. */
interface RollbackOptions {
  readonly readerReplies: ReaderReplies;
  /** Report what would be removed, write nothing. */
  readonly dryRun: boolean;
  /** When this is aborted no further comments are removed; the step that was begun ends. */
  readonly until?: AbortSignal;
}

/** What a rollback did. */
export interface RollbackOutcome {
  readonly scan: SiteScan;
  readonly dryRun: boolean;
  /** Comments that the ledger named at the beginning. */
  readonly named: number;
  /** Readers' comments that answered moved ones. */
  readonly replies: readonly ReaderReply[];
  readonly readerReplies: ReaderReplies;
  /** Absent if nothing had to be removed; not done if time ran out. */
  readonly undone?: Undone;
  readonly findings: readonly Finding[];
  readonly stoppedBy?: PageFailure;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

/**
 * Deletes from the target exactly the comments that the ledger names. What readers wrote stays, but
 * for replies to moved comments, of which the options say what becomes.
 * It throws where nothing could begin; what stops it later is in the outcome.
 */
export async function rollBack(
  { target, stopwatch, now }: RollbackParts,
  scan: SiteScan,
  { readerReplies, dryRun, until }: RollbackOptions,
  signal: AbortSignal,
): Promise<RollbackOutcome> {
  const { startedAt } = stopwatch;
  await target.prepare({ readOnly: true }, signal);
  const ledger = await target.readLedger(signal);
  const named = ledger.filter(({ source }) => source !== "").length;
  const replies = named === 0 ? [] : await target.readReaderReplies(signal);
  const findings = unowned(ledger.length - named);
  const found = { scan, dryRun, named, replies, readerReplies, findings, startedAt };
  if (replies.length > 0 && readerReplies === "refuse") {
    const inTheWay = targetMessages.error("reader-replies", { replies: replies.length });
    return { ...found, stoppedBy: failureOf(inTheWay), finishedAt: now() };
  }
  if (dryRun || named === 0) return { ...found, finishedAt: now() };
  let undone = nothing;
  stopwatch.enter("import");
  try {
    while (!undone.isDone && until?.aborted !== true) {
      signal.throwIfAborted();
      undone = sum(undone, await target.undoSome(readerReplies, signal));
    }
    return { ...found, undone, finishedAt: now() };
  } catch (error) {
    // Its time is over as well when the last step takes too long: that step was undone as a whole.
    if (signal.aborted && until?.aborted === true) return { ...found, undone, finishedAt: now() };
    return { ...found, undone, stoppedBy: failureOf(error), finishedAt: now() };
  }
}

/** Entries of an earlier release that nobody has claimed since. */
function unowned(entries: number): readonly Finding[] {
  if (entries === 0) return [];
  return [migrationMessages.finding("comments-without-owner", { comments: entries })];
}

const nothing: Undone = {
  deleted: 0,
  goneBefore: 0,
  repliesKept: 0,
  repliesDeleted: 0,
  attachments: new Map(),
  isDone: false,
};

function sum(before: Undone, now: Undone): Undone {
  const attachments = new Map(before.attachments);
  for (const [table, rows] of now.attachments) {
    attachments.set(table, (attachments.get(table) ?? 0) + rows);
  }
  return {
    deleted: before.deleted + now.deleted,
    goneBefore: before.goneBefore + now.goneBefore,
    repliesKept: before.repliesKept + now.repliesKept,
    repliesDeleted: before.repliesDeleted + now.repliesDeleted,
    attachments,
    isDone: now.isDone,
  };
}
