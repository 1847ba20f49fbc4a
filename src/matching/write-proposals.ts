import { plural } from "../domain/plural.ts";
import { printable } from "../domain/printable.ts";
import type { ThreadMatch, UnmatchedThread } from "./thread-match.ts";

const explanation = [
  "# Comments whose page is not known, most comments first. Look over each row, correct its second",
  "# column where needed, and commit the file. Rows that start with # move nothing: remove the # of the",
  "# right one, or write the page behind the comma. An empty second column means: no page on purpose.",
];

/**
 * A table of addresses to be looked over, of threads whose page is not known. A single proposal is a
 * row. Where there are several, or none, its rows are comments: whoever commits the table without
 * reading it neither moves these comments to a page nor gives them up.
 */
export function writeProposals(matches: readonly ThreadMatch[]): string {
  const blocks = matches
    .filter((match) => match.kind === "unmatched")
    .toSorted(byComments)
    .flatMap((match) => ["", ...blockOf(match)]);
  return [...explanation, "from,to", ...blocks, ""].join("\n");
}

function byComments({ thread: one }: UnmatchedThread, { thread: other }: UnmatchedThread): number {
  return other.comments - one.comments || (one.id < other.id ? -1 : 1);
}

function blockOf({ thread, proposals }: UnmatchedThread): readonly string[] {
  const { addresses, identifiers, id, comments, title = "" } = thread;
  const names = title.trim() === "" ? "" : `, “${title.trim()}”`;
  const heading = `# ${plural(comments, "comment")}${names}`;
  const from = [...addresses, ...identifiers].find((text) => text.trim() !== "");
  if (from === undefined) {
    return [printable(`${heading}: thread ${id} has no address, so no row can name it`)];
  }
  const [only] = proposals;
  if (only === undefined) return [printable(heading), asComment(rowOf(from, ""))];
  const reasons = proposals.map(({ pageId, because }) => `# ${pageId}: ${because}`);
  const rows = proposals.map(({ pageId }) => rowOf(from, pageId));
  const shown = proposals.length === 1 ? rows : rows.map(asComment);
  return [...[heading, ...reasons].map(printable), ...shown];
}

function asComment(row: string): string {
  return `#${printable(row)}`;
}

function rowOf(from: string, to: string): string {
  return `${fieldOf(from)},${fieldOf(to)}`;
}

/** A field by RFC 4180. A `*` at its end would mean all addresses that begin so. */
function fieldOf(text: string): string {
  const literal = text.trim().replace(/\*$/, "%2A");
  return /^#|[",\r\n]/.test(literal) ? `"${literal.replaceAll('"', '""')}"` : literal;
}
