import type { Severity } from "../domain/finding.ts";
import type { Tone } from "./blocks.ts";

/** How a finding of a severity feels. */
export const severityTones: Readonly<Record<Severity, Tone>> = {
  error: "bad",
  warning: "doubt",
  notice: "quiet",
};
