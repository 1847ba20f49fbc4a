import { inertMarkdown as inert } from "./inert-markdown.ts";
import { cell, details, table } from "./markdown-table.ts";
import type { Report, ReportedSample } from "./report.ts";
import { costSentences, proofSentence, sampleWords } from "./trial-words.ts";

const judgementWords = { caution: "🟡 caution", "no-go": "🔴 no-go" } as const;

/** A dry run's reasons, cost, samples and proof, as Markdown; empty where it was none. */
export function trialPart(trial: Report["trial"]): string {
  if (trial === null) return "";
  const reasons =
    trial.reasons.length === 0
      ? "Every page could be read, every comment passed the checks, and there is no error or warning."
      : table(
          ["Judgement", "Why", "What to do"],
          trial.reasons.map(({ judgement, message, remedy }) => [
            judgementWords[judgement],
            cell(message),
            cell(remedy),
          ]),
        );
  const cost = costSentences(trial).map((sentence) => `- ${inert(sentence)}`);
  const samples =
    trial.samples.length === 0
      ? ""
      : details("Sample comments, before → after", trial.samples.map(samplePart).join("\n\n"));
  return [
    `### Why\n\n${reasons}`,
    `### What the migration would take\n\n${cost.join("\n")}`,
    samples,
    inert(proofSentence(trial)),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function samplePart({ kind, pageId, before, after }: ReportedSample): string {
  const answers = (sourceId: string | null) => (sourceId === null ? "" : cell(sourceId));
  return `**${sampleWords(kind)}**, on ${inert(pageId)}\n\n${table(
    ["Part", "In the Matrix room", "In the new comment system"],
    [
      ["Page", cell(pageId), cell(after.page)],
      ["Author", cell(before.authorId), cell(after.authorName)],
      ["Time", cell(before.sentAt), cell(after.createdAt)],
      ["Answers", answers(before.replyTo), answers(after.parentSourceId)],
      ["Text", cell(before.body), cell(after.content)],
    ],
  )}`;
}
