import { createRetry } from "../resilience/retry.ts";
import { onlyReads } from "./sql/only-reads.ts";
import type { RunnerOptions } from "./transport/runner.ts";
import { D1Error, type D1Transport } from "./transport/transport.ts";

/** What became of asking for a bookmark. */
export type BookmarkAnswer =
  /** Nothing was written yet, or the database has no history. */
  | { readonly kind: "none" }
  | { readonly kind: "found"; readonly bookmark: string }
  | { readonly kind: "refused"; readonly reason: string }
  /** None came within this time. */
  | { readonly kind: "late"; readonly seconds: number };

/** A transport that has the bookmark of its database before the first write. */
export interface BookmarkedTransport extends D1Transport {
  bookmark(): BookmarkAnswer;
}

interface BookmarkOptions extends RunnerOptions {
  /** Called before the first write, if there is a bookmark. */
  readonly onBookmark?: (bookmark: string) => Promise<void>;
}

const mostSeconds = 60;

/**
 * The transport, which asks for the bookmark of its database before it runs the first statement that
 * could write. It asks once, with one repetition after a temporary failure: a run does without a
 * bookmark rather than fail or wait for one.
 */
export function bookmarkBeforeWriting(
  transport: D1Transport,
  { maxRetries, onRetry, onBookmark }: BookmarkOptions,
): BookmarkedTransport {
  const retry = createRetry({
    maxRetries: Math.min(maxRetries, 1),
    isTransient: (error) => error instanceof D1Error && error.transient,
    ...(onRetry === undefined ? {} : { onRetry }),
  });
  let answer: BookmarkAnswer = { kind: "none" };
  let asking: Promise<void> | undefined;

  async function ask(signal: AbortSignal): Promise<void> {
    answer = await answerWithin(mostSeconds, signal);
    if (answer.kind === "found") await onBookmark?.(answer.bookmark);
  }

  async function answerWithin(seconds: number, signal: AbortSignal): Promise<BookmarkAnswer> {
    const readBookmark = transport.readBookmark?.bind(transport);
    if (readBookmark === undefined) return { kind: "none" };
    const limit = AbortSignal.timeout(seconds * 1000);
    const either = AbortSignal.any([signal, limit]);
    try {
      return { kind: "found", bookmark: await retry(() => readBookmark(either), either) };
    } catch (error) {
      signal.throwIfAborted();
      if (limit.aborted) return { kind: "late", seconds };
      return { kind: "refused", reason: error instanceof Error ? error.message : String(error) };
    }
  }

  return {
    maxBatchBytes: transport.maxBatchBytes,
    async run(statements, signal) {
      if (!statements.every(onlyReads)) {
        // Calls that come meanwhile wait for the same answer.
        asking ??= ask(signal);
        await asking;
      }
      return transport.run(statements, signal);
    },
    rowsWritten: () => transport.rowsWritten(),
    rowsRead: () => transport.rowsRead?.() ?? null,
    databaseBytes: () => transport.databaseBytes?.() ?? null,
    bookmark: () => answer,
    [Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
  };
}
