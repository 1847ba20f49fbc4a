import type { ReportedSample, ReportedTrial } from "./report.ts";
import { count, duration } from "./wording.ts";

/** What the migration would take, one sentence each. */
export function costSentences({ cost }: ReportedTrial): readonly string[] {
  return [
    `About ${duration(cost.durationMs)}, as long as the homeserver and the database are as fast as now.`,
    `${count(cost.homeserverRequests, "request")} to the homeserver, as in this dry run.`,
    `${count(cost.databaseCalls, "call")} to the database, which write about ${count(cost.databaseRows, "row")}, entries of indexes apart.`,
  ];
}

/** What shows that nothing was written. */
export function proofSentence({ proof }: ReportedTrial): string {
  const asked = `The dry run sent ${count(proof.databaseCalls, "call")} to the database, of reading statements only`;
  return proof.rowsWritten === null
    ? `${asked}; any other would have been refused before it was sent.`
    : `${asked}; the database itself counted ${count(proof.rowsWritten, "written row")}.`;
}

/** Why a comment is among the samples. */
export function sampleWords(kind: ReportedSample["kind"]): string {
  return {
    plain: "A comment",
    changed: "A comment whose text changes",
    media: "A picture or file",
    edited: "An edited comment",
    reply: "A reply",
  }[kind];
}
