import type { ReportedReplacement } from "./report.ts";

/** What the user does next with what was replaced; nothing where that is nothing. */
export function replacementSteps(done: ReportedReplacement | undefined): readonly string[] {
  if (done === undefined || done.dryRun || done.files.length === 0) return [];
  const look = "Look at a few of the pages as Hugo builds them now";
  if (done.to === "working-tree") return [`${look}, then commit the changed files.`];
  return done.pullRequest === null ? [] : [`${look}, then merge the pull request.`];
}
