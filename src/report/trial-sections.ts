import { plural } from "../domain/plural.ts";
import { type Block, list, paragraph, type Section, type Text, table } from "./blocks.ts";
import type { Report, ReportedTrial, Sample } from "./report.ts";
import { duration } from "./wording.ts";

/** A dry run's reasons, cost, proof and samples; none of another run. */
export function trialSections({ trial }: Report): readonly Section[] {
  if (trial === undefined) return [];
  const [first, ...others] = trial.samples.flatMap(sampleBlocks);
  return [
    { title: "Why", blocks: [reasons(trial)] },
    {
      title: "What the migration would take",
      blocks: [list(costSentences(trial)), paragraph(proofSentence(trial))],
    },
    ...(first === undefined
      ? []
      : [
          {
            title: `Sample comments, before and after (${trial.samples.length})`,
            isDetail: true,
            blocks: [first, ...others],
          } as const,
        ]),
  ];
}

function reasons({ reasons: all }: ReportedTrial): Block {
  if (all.length === 0) {
    return paragraph(
      "Every page could be read, every comment passed the checks, and there is no error or warning.",
    );
  }
  const rows = all.map(({ judgement, message, remedy }): readonly Text[] => [
    { tone: judgement === "no-go" ? "bad" : "doubt", text: judgement },
    message,
    remedy,
  ]);
  return table("Reasons", ["Judgement", "Why", "What to do"], rows);
}

function costSentences({ cost }: ReportedTrial): readonly string[] {
  return [
    `About ${duration(cost.durationMs)}, as long as the source and the database are as fast as now.`,
    `${plural(cost.sourceRequests, "request")} to the source, as in this dry run.`,
    `${plural(cost.databaseCalls, "call")} to the database.`,
  ];
}

/** What shows that nothing was written. */
export function proofSentence({ proof }: ReportedTrial): string {
  const asked = `The dry run sent ${plural(proof.databaseCalls, "call")} to the database, of reading statements only`;
  return proof.rowsWritten === null
    ? `${asked}; any other would have been refused before it was sent.`
    : `${asked}; the database itself counted ${plural(proof.rowsWritten, "written row")}.`;
}

function sampleBlocks({ kind, pageId, before, after }: Sample): readonly Block[] {
  const name = sampleWords[kind];
  const head = ["Part", "At its source", "In the new comment system"];
  return [
    { kind: "heading", text: `${name}, on ${pageId}` },
    table(`${name}, before and after`, head, [
      ["Page", pageId, after.page],
      ["Author", before.authorId, after.authorName],
      ["Time", before.sentAt, after.createdAt],
      ["Answers", before.replyTo ?? "", after.parentSourceId ?? ""],
      ["Text", { quote: before.body }, { quote: after.content }],
    ]),
  ];
}

const sampleWords: Readonly<Record<Sample["kind"], string>> = {
  plain: "A comment",
  changed: "A comment whose text changes",
  media: "A picture or file",
  edited: "An edited comment",
  reply: "A reply",
};
