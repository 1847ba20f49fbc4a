import type { SourceChange, SourceChangeResult } from "../domain/source-change.ts";
import { type Section, table } from "./blocks.ts";
import type { Report } from "./report.ts";

/** What was edited or removed at the source since; undefined where nothing was. */
export function changesSection({ changes = [], mode }: Report): Section | undefined {
  if (changes.length === 0) return undefined;
  const isTrial = mode === "dry-run";
  const title = isTrial ? "Changes that would be followed" : "Changed at the source since";
  const head = [
    "Page",
    "Author",
    "Written",
    "Comment",
    isTrial ? "What would be done" : "What was done",
  ];
  const rows = changes.map((change) => [
    change.pageId,
    change.authorName,
    change.createdAt,
    change.comment,
    changeWords(change),
  ]);
  return { title, blocks: [table(title, head, rows)] };
}

function changeWords({ kind, result }: SourceChange): string {
  return `${kind}${words[result]}`;
}

const words: Readonly<Record<SourceChangeResult, string>> = {
  applied: "",
  emptied: ", its place stays for its replies",
  "changed-in-target": " at the source, but left: somebody has changed or hidden it in the target",
  "too-large": " at the source, but left: too large for one call to the database",
  "not-followed": " at the source, but left, as follow says",
};
