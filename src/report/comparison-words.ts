import type { ReportedComparison } from "./report.ts";
import { count } from "./wording.ts";

const mostNamed = 5;

/** What changed since the run before, one sentence each; a sentence of its own where nothing did. */
export function comparisonSentences(comparison: ReportedComparison): readonly string[] {
  const { newlyCompleted, newlyFailed, stillFailed, newComments, gone } = comparison;
  const comments = newComments.reduce((sum, { comments }) => sum + comments, 0);
  const sentences = [
    about(newlyCompleted, (pages) => `${pages} newly completed`),
    about(newlyFailed, (pages) => `${pages} newly failed`),
    about(stillFailed, (pages) => `${pages} failed again`),
    about(
      newComments.map(({ pageId, comments }) => `${pageId} (${comments})`),
      (pages) => `${count(comments, "comment")} written at the source since, on ${pages}`,
    ),
    about(
      gone,
      (pages) => `${pages} without comment section now, moved before and left as they are`,
    ),
  ].flatMap((sentence) => sentence ?? []);
  return sentences.length > 0 ? sentences : ["Nothing: no page and no comment is new."];
}

/** `Since the run of 2024-05-01 10:00 UTC`. */
export function comparisonTitle({ previousRunAt }: ReportedComparison): string {
  return previousRunAt === null
    ? "Since the run before"
    : `Since the run of ${previousRunAt.slice(0, 10)} ${previousRunAt.slice(11, 16)} UTC`;
}

function about(pages: readonly string[], words: (count: string) => string): string | undefined {
  if (pages.length === 0) return undefined;
  const named = pages.slice(0, mostNamed).join(", ");
  const more = pages.length - mostNamed;
  return `${words(count(pages.length, "page"))}: ${named}${more > 0 ? ` and ${more.toLocaleString("en-US")} more` : ""}.`;
}
