import { plural } from "../domain/plural.ts";
import { list, type Section } from "./blocks.ts";
import type { Report, RunComparison } from "./report.ts";

const mostNamed = 5;

/** What changed since the run before; undefined where there was none, or where it does not matter. */
export function comparisonSection({ comparison }: Report): Section | undefined {
  if (!comparison) return undefined;
  return { title: titleOf(comparison), blocks: [list(sentencesOf(comparison))] };
}

function sentencesOf(comparison: RunComparison): readonly string[] {
  const { newlyCompleted, newlyFailed, stillFailed, newComments, gone } = comparison;
  const comments = newComments.reduce((sum, { comments }) => sum + comments, 0);
  const sentences = [
    about(newlyCompleted, (pages) => `${pages} newly completed`),
    about(newlyFailed, (pages) => `${pages} newly failed`),
    about(stillFailed, (pages) => `${pages} failed again`),
    about(
      newComments.map(({ pageId, comments }) => `${pageId} (${comments})`),
      // New at the source, or moved again after a rollback.
      (pages) => `${plural(comments, "comment")} moved, on ${pages}`,
    ),
    about(
      gone,
      (pages) => `${pages} without comment section now, moved before and left as they are`,
    ),
  ].flatMap((sentence) => sentence ?? []);
  return sentences.length > 0 ? sentences : ["Nothing: no page and no comment is new."];
}

function titleOf({ previousRunAt }: RunComparison): string {
  return previousRunAt === null
    ? "Since the run before"
    : `Since the run of ${previousRunAt.slice(0, 10)} ${previousRunAt.slice(11, 16)} UTC`;
}

function about(pages: readonly string[], words: (count: string) => string): string | undefined {
  if (pages.length === 0) return undefined;
  const named = pages.slice(0, mostNamed).join(", ");
  const more = pages.length - mostNamed;
  return `${words(plural(pages.length, "page"))}: ${named}${more > 0 ? ` and ${more.toLocaleString("en-US")} more` : ""}.`;
}
