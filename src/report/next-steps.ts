import { attentionOf } from "./attention.ts";
import { replacementSteps } from "./replacement-steps.ts";
import type { Report } from "./report.ts";

const mostRemedies = 3;
const runAgain = "Run it again (“Re-run failed jobs”, or start the workflow anew)";

/** What the user does next, one or two sentences each, in order. */
export function nextSteps(report: Report): readonly string[] {
  if (report.trial !== null) return stepsAfterTrial(report);
  const replaced = replacementSteps(report.replacement);
  const isDone = report.verdict === "complete" || report.verdict === "verified";
  if (isDone && replaced.length > 0) return replaced;
  switch (report.verdict) {
    case "complete":
      if (report.pages.total === 0) return remedies(report);
      return [
        "Look at a few pages in the new comment system, then replace the old widget: the setting replace does that, or says what to change.",
        report.pages.completedBefore > 0
          ? "Pages that an earlier run completed were not read again. Run it once more just before you replace the widgets: it reads all pages again, and moves only what is new."
          : "Readers may write on until then: run it once more just before you replace the widgets. It reads all pages again, and moves only what is new.",
      ];
    case "partial":
      if (report.mode === "verify") return [`${runAgain}: a verification begins anew each time.`];
      return [`${runAgain}: it goes on where it stopped.`];
    case "failed":
      if (report.mode !== "migrate") return [...remedies(report), "Then run it again."];
      return [
        ...remedies(report),
        `${runAgain}: completed pages are skipped, failed ones are tried again.`,
      ];
    case "dry-run":
      return ["If this is what you expect, run it without dry-run."];
    case "verified":
      return ["Replace the old widget, if that has not been done yet."];
    case "rolled-back":
      return ["A new migration moves all comments again: run it with mode: migrate."];
  }
}

function stepsAfterTrial({ trial }: Report): readonly string[] {
  if (trial?.judgement === "go") return ["Run it with mode: migrate, and without dry-run."];
  const steps = [...new Set((trial?.reasons ?? []).map(({ remedy }) => remedy))];
  return trial?.judgement === "no-go"
    ? [...steps, "Then make another dry run."]
    : [...steps, "If you agree, run it with mode: migrate, and without dry-run."];
}

/** What helps against what there is most of; the report lists the others. */
function remedies(report: Report): readonly string[] {
  const all = attentionOf(report)
    .filter(({ severity }) => severity !== "notice")
    .flatMap(({ items: [{ remedy }] }) => remedy ?? []);
  const first = [...new Set(all)].slice(0, mostRemedies);
  return first.length > 0 ? first : ["Mend what the reasons say."];
}
