import type { Judgement, JudgementReason } from "./report.ts";

/** The gravest of the reasons; `go` where there is none. */
export function judgementOf(reasons: readonly JudgementReason[]): Judgement {
  if (reasons.some(({ judgement }) => judgement === "no-go")) return "no-go";
  return reasons.length > 0 ? "caution" : "go";
}
