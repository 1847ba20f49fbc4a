import type { ReportedPullRequest, ReportedReplacement } from "./report.ts";
import { count } from "./wording.ts";

/** What was replaced, in sentences. */
export function replacementSentences(done: ReportedReplacement): readonly string[] {
  const { dryRun, removed, kept, files } = done;
  const taken = dryRun ? "would be" : removed === 1 ? "was" : "were";
  return [
    replacedSentence(done),
    ...(removed === 0 || files.length === 0
      ? []
      : [
          `${removed} more ${taken} taken out: a page shows its comments once, where its first section stood.`,
        ]),
    ...(kept === 0
      ? []
      : [
          `${count(kept, "place")} ${kept === 1 ? "goes" : "go"} on showing the old comments; the findings say why.`,
        ]),
  ];
}

function replacedSentence({
  to,
  dryRun,
  replaced,
  files,
  pullRequest,
}: ReportedReplacement): string {
  const what = `${count(replaced, "old shortcode")}`;
  const where = `in ${count(files.length, "file")}`;
  if (files.length === 0) return `No old shortcode ${dryRun ? "would be" : "was"} replaced.`;
  if (dryRun) return `${what} would be replaced ${where}.`;
  const were = replaced === 1 ? "was" : "were";
  if (to === "working-tree") return `${what} ${were} replaced ${where} of the working tree.`;
  return pullRequest === null
    ? `${what} could be replaced ${where}, but there is no pull request; the findings say why.`
    : `${what} ${were} replaced ${where} in a pull request.`;
}

/** What became of the pull request, before its number. */
export function pullRequestWords({ state }: ReportedPullRequest): string {
  return {
    created: "Pull request created",
    updated: "Pull request updated",
    unchanged: "The pull request holds this already",
  }[state];
}

/** The same for a terminal, with the files. */
export function replacementLines(done: ReportedReplacement): readonly string[] {
  const { pullRequest, files } = done;
  return [
    ...replacementSentences(done),
    ...(pullRequest === null ? [] : [`${pullRequestWords(pullRequest)}: ${pullRequest.url}`]),
    ...files,
  ];
}
