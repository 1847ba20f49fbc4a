import type { Comment, Conversation, SkippedItems, ThreadConversation } from "../domain/comment.ts";
import type { CommentRow } from "../domain/comment-row.ts";
import type { Finding } from "../domain/finding.ts";
import type { Page } from "../domain/page.ts";
import type { CommentSource, CommentTarget } from "../domain/ports.ts";
import { transformPage } from "../domain/transform.ts";
import { invalidComments } from "./page-failure.ts";
import { validatePage } from "./validate-page.ts";

/** A page whose conversation was read, as it goes to the target. */
export interface ReadPage {
  readonly page: Page;
  /** As they were read. */
  readonly comments: readonly Comment[];
  readonly rows: readonly CommentRow[];
  readonly threads: readonly ThreadConversation[];
  readonly findings: readonly Finding[];
  readonly skipped: readonly SkippedItems[];
  /** Source ids of what was removed at the source. */
  readonly removed: readonly string[];
}

/** Whether the source has a conversation for each section of the page. */
export function hasConversations({ threads }: Pick<ReadPage, "threads">): boolean {
  return threads.every(({ id }) => id !== null);
}

/**
 * The findings without those about replies that were moved before: they stay where they are, whatever
 * became of what they answer.
 */
export function withoutMovedOrphans(
  findings: readonly Finding[],
  isMoved: (sourceId: string) => boolean,
): readonly Finding[] {
  return findings.filter(
    ({ code, sourceIds = [] }) => code !== "orphan-reply" || !sourceIds.every(isMoved),
  );
}

/** What reading a page needs. */
export interface ReadPageParts {
  readonly source: CommentSource;
  readonly target: Pick<CommentTarget, "maxDepth" | "mostOfPage">;
  readonly now: () => Date;
}

/**
 * Reads a page, transforms its comments and validates the outcome.
 * @throws MigrationError `invalid-comments`, and what the source throws
 */
export async function readPage(
  page: Page,
  parts: ReadPageParts,
  signal: AbortSignal,
): Promise<ReadPage> {
  return checkPage(page, await parts.source.readPage(page, signal), parts);
}

/**
 * Transforms the comments of a page and validates the outcome.
 * @throws MigrationError `invalid-comments`
 */
export function checkPage(
  page: Page,
  { comments, threads, skipped, removed = [], findings = [] }: Conversation,
  { target, now }: Pick<ReadPageParts, "target" | "now">,
): ReadPage {
  const maxDepth = target.maxDepth ?? Number.POSITIVE_INFINITY;
  const transformed = transformPage(page, comments, maxDepth, target.mostOfPage);
  const found = validatePage(page, comments, transformed, { now: now(), maxDepth });
  const errors = found.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw invalidComments(errors);
  return {
    page,
    comments,
    rows: transformed.rows,
    threads,
    skipped,
    removed,
    findings: [...findings, ...transformed.findings, ...found],
  };
}
