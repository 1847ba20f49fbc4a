import type { Severity } from "../comment/finding.ts";
import type { SourceLocation } from "../comment/source-location.ts";
import type { Report } from "../report/report.ts";

/** One annotation of a workflow run. */
export interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly location: SourceLocation | undefined;
}

/**
 * What a step may show of one severity; the rest would stay in the log only.
 * Source: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
 */
const maxOfSeverity = 10;

/** The report's failures and findings as annotations, failed pages first, within the limits. */
export function annotationsOf(report: Report): readonly Annotation[] {
  const failures = report.failedPages.map(
    ({ message, remedy, location, pageId }): Annotation => ({
      severity: "error",
      title: `Comments of ${pageId} not moved`,
      message: sentences(message, remedy),
      location,
    }),
  );
  const findings = report.findings.map(
    ({ severity, message, remedy, location, pageId }): Annotation => ({
      severity,
      title: pageId === undefined ? "Comment migration" : `Comment migration: ${pageId}`,
      message: sentences(message, remedy ?? null),
      location,
    }),
  );
  return (["error", "warning", "notice"] as const).flatMap((severity) =>
    withinLimit([...failures, ...findings].filter((one) => one.severity === severity)),
  );
}

function withinLimit(annotations: readonly Annotation[]): readonly Annotation[] {
  const [last] = annotations.slice(maxOfSeverity - 1);
  if (last === undefined || annotations.length === maxOfSeverity) return annotations;
  return [
    ...annotations.slice(0, maxOfSeverity - 1),
    {
      severity: last.severity,
      title: "Comment migration",
      message: `${annotations.length - maxOfSeverity + 1} more of this kind: see the job summary.`,
      location: undefined,
    },
  ];
}

function sentences(message: string, remedy: string | null): string {
  return remedy === null ? message : `${message} ${remedy}`;
}
