import type { Judgement, Report, Verdict } from "./report.ts";

/** A sign for each verdict. */
export const verdictMarks: Readonly<Record<Verdict, string>> = {
  complete: "✅",
  partial: "⏸️",
  failed: "❌",
  "dry-run": "🔍",
  verified: "✅",
  "rolled-back": "↩️",
};

const judgementMarks: Readonly<Record<Judgement, string>> = {
  go: "🟢",
  caution: "🟡",
  "no-go": "🔴",
};

/** The sign of a report's verdict, or of a dry run's judgement. */
export function verdictMark({ verdict, trial }: Report): string {
  return trial === null ? verdictMarks[verdict] : judgementMarks[trial.judgement];
}

/** How a verdict feels: all is well, something is to be done, or something went wrong. */
export function toneOf({ verdict, trial }: Report): "good" | "doubt" | "bad" {
  if (trial !== null)
    return ({ go: "good", caution: "doubt", "no-go": "bad" } as const)[trial.judgement];
  return (
    {
      complete: "good",
      partial: "doubt",
      failed: "bad",
      "dry-run": "good",
      verified: "good",
      "rolled-back": "good",
    } as const
  )[verdict];
}

/** The verdict, or a dry run's judgement, in a word. */
export function verdictWord({ verdict, trial }: Report): string {
  return trial === null ? verdict : `dry run: ${trial.judgement}`;
}
