import { inertMarkdown as inert } from "./inert-markdown.ts";
import { cell, details, tableWithin } from "./markdown-table.ts";
import { pullRequestWords, replacementSentences } from "./replacement-words.ts";
import type { Report } from "./report.ts";

const limits = { rows: 1_000, bytes: 60_000 } as const;

/** What became of the old shortcodes, with a link to the pull request; empty where nothing was asked. */
export function replacementPart(done: Report["replacement"]): string {
  if (done === undefined) return "";
  const { pullRequest, files } = done;
  const list = tableWithin(["File"], files, (file) => [cell(file)], limits);
  return [
    "### The old shortcodes",
    ...(pullRequest === null
      ? []
      : [
          `${inert(pullRequestWords(pullRequest))}: [#${pullRequest.number}](${encodeURI(pullRequest.url)})`,
        ]),
    replacementSentences(done).map(inert).join(" "),
    ...(files.length === 0 ? [] : [details(`Files (${files.length})`, list)]),
  ].join("\n\n");
}
