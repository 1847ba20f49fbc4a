import { plural } from "../domain/plural.ts";
import { paragraph, type Section, type Text, table } from "./blocks.ts";
import type { Report, ReportedPullRequest, ReportedReplacement } from "./report.ts";

/** What became of the old shortcodes; undefined where replacing them was not asked for. */
export function replacementSection({ replacement: done }: Report): Section | undefined {
  if (done === undefined) return undefined;
  const { pullRequest, files } = done;
  const label = "Files with the old shortcodes";
  const rows = files.map((file) => [file]);
  return {
    title: "The old shortcodes",
    blocks: [
      paragraph(sentencesOf(done).join(" ")),
      ...(pullRequest === null ? [] : [paragraph(...linkTo(pullRequest))]),
      ...(files.length === 0
        ? []
        : [
            {
              kind: "details",
              title: `Files (${files.length.toLocaleString("en-US")})`,
              blocks: [table(label, ["File"], rows)],
            } as const,
          ]),
    ],
  };
}

function sentencesOf(done: ReportedReplacement): readonly string[] {
  const { dryRun, removed, kept, files } = done;
  const taken = dryRun ? "would be" : removed === 1 ? "was" : "were";
  return [
    replacedSentence(done),
    ...(removed === 0 || files.length === 0
      ? []
      : [
          `${removed} more ${taken} removed: a page shows its comments once, where its first section was.`,
        ]),
    ...(kept === 0
      ? []
      : [
          `${plural(kept, "place still shows", "places still show")} the old comments; see the findings for the reason.`,
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
  const what = `${plural(replaced, "old shortcode")}`;
  const where = `in ${plural(files.length, "file")}`;
  if (files.length === 0) return `No old shortcode ${dryRun ? "would be" : "was"} replaced.`;
  if (dryRun) return `${what} would be replaced ${where}.`;
  const were = replaced === 1 ? "was" : "were";
  if (to === "working-tree") return `${what} ${were} replaced ${where} of the working tree.`;
  return pullRequest === null
    ? `${what} could be replaced ${where}, but there is no pull request; see the findings for the reason.`
    : `${what} ${were} replaced ${where} in a pull request.`;
}

/** A pull request in words, with its address. */
export function linkTo({ state, number, url }: ReportedPullRequest): readonly Text[] {
  const words = {
    created: "Pull request created",
    updated: "Pull request updated",
    unchanged: "The pull request already has these changes",
  }[state];
  return [`${words}: `, { link: `#${number}`, address: url }];
}
