import type { Tone } from "./blocks.ts";
import type { Judgement, Report, Verdict } from "./report.ts";

const verdictMarks: Readonly<Record<Verdict, string>> = {
  complete: "✅",
  partial: "⏸️",
  failed: "❌",
  "dry-run": "🔍",
  verified: "✅",
  "known-problems": "🟡",
  "rolled-back": "↩️",
  archived: "✅",
};

/** How a verdict feels. */
export const toneOfVerdict: Readonly<Record<Verdict, Tone>> = {
  complete: "good",
  partial: "doubt",
  failed: "bad",
  "dry-run": "good",
  verified: "good",
  "known-problems": "doubt",
  "rolled-back": "good",
  archived: "good",
};

const judgementMarks: Readonly<Record<Judgement, string>> = {
  go: "🟢",
  caution: "🟡",
  "no-go": "🔴",
};

const judgementTones: Readonly<Record<Judgement, Tone>> = {
  go: "good",
  caution: "doubt",
  "no-go": "bad",
};

/** The sign of a report's verdict, or of a dry run's judgement. */
export function verdictMark({ verdict, trial }: Report): string {
  return trial === undefined ? verdictMarks[verdict] : judgementMarks[trial.judgement];
}

/** How a report's verdict feels, or a dry run's judgement. */
export function toneOf({ verdict, trial }: Report): Tone {
  return trial === undefined ? toneOfVerdict[verdict] : judgementTones[trial.judgement];
}

/** The verdict, or a dry run's judgement, in a word. */
export function verdictWord({ verdict, trial }: Report): string {
  return trial === undefined ? verdict : `dry run: ${trial.judgement}`;
}
