import type { Severity } from "../domain/finding.ts";
import type { Tone } from "./blocks.ts";

const severityTones: Readonly<Record<Severity, Tone>> = {
  error: "bad",
  warning: "doubt",
  notice: "quiet",
};

/** How a finding feels; one that the baseline has no longer stands in the way. */
export function toneOfKind({
  severity,
  known,
}: {
  readonly severity: Severity;
  readonly known?: boolean | undefined;
}): Tone {
  return known === true && severity === "error" ? "doubt" : severityTones[severity];
}
