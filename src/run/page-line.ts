import type { Finding } from "../domain/finding.ts";
import type { ScanResult } from "../domain/page.ts";
import { plural } from "../domain/plural.ts";
import { logLine as asLogLine } from "../domain/printable.ts";
import { readableAddresses } from "../domain/readable-address.ts";
import type { PageOutcome } from "../migration/page-outcome.ts";
import { withRemedy } from "../report/with-remedy.ts";

/** What was found, in one line for a log. */
export function foundLine({ pages, counts }: ScanResult, completedBefore: number): string {
  const before = completedBefore === 0 ? "" : `, ${completedBefore} completed before`;
  return `Found ${plural(pages.length, "page")} with comments in ${plural(counts.contentFiles, "content file")}${before}.`;
}

/** What a person should know, in one line for a log. */
export function findingLine({ message, remedy }: Finding): string {
  return logLine(withRemedy(message, remedy ?? null));
}

/** What became of a page, in one line for a log. */
export function pageLine(outcome: PageOutcome): string {
  const { pageId } = outcome.page;
  switch (outcome.state) {
    case "completed":
      return logLine(`✓ ${pageId}: ${completedWords(outcome.comments, outcome.inserted)}`);
    case "failed":
      return logLine(`✗ ${pageId}: ${outcome.failure.message}`);
    case "without-conversation":
      return logLine(
        `? ${pageId}: ${plural(outcome.comments, "comment")}, but the source does not have all its sections`,
      );
    case "readable":
      return logLine(`· ${pageId}: ${plural(outcome.comments, "comment")}`);
    case "completed-before":
      return logLine(`✓ ${pageId}: completed before`);
    case "verified":
      return logLine(
        `✓ ${pageId}: ${plural(outcome.comments, "comment")}, all matching the source`,
      );
    case "outdated":
      return logLine(
        `! ${pageId}: ${plural(outcome.comments, "comment")}, changed at the source since they were moved`,
      );
    case "remaining":
      return logLine(`… ${pageId}: remains`);
  }
}

function completedWords(comments: number, inserted: number): string {
  const there = comments - inserted;
  return there === 0
    ? plural(comments, "comment")
    : `${plural(comments, "comment")}, ${there} already there`;
}

/** Safe in a log, with addresses as people read them. */
function logLine(text: string): string {
  return asLogLine(readableAddresses(text));
}
