import type { Severity } from "../../domain/finding.ts";
import { readableAddresses } from "../../domain/readable-address.ts";
import {
  type AttentionGroup,
  type AttentionItem,
  type AttentionPlace,
  attentionOf,
} from "../../report/attention.ts";
import type { Report } from "../../report/report.ts";
import { withRemedy } from "../../report/with-remedy.ts";
import type { Annotation } from "./log.ts";

/**
 * What a step may show of one severity; the rest would stay in the log only.
 * Source: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
 */
const maxOfSeverity = 10;

/**
 * What needs attention as annotations, within the limits: the first of each kind, the most important
 * kind first, then the second of each, and so on. So many pages with one failure hide no other.
 */
export function annotationsOf(report: Report): readonly Annotation[] {
  const groups = attentionOf(report);
  return (["error", "warning", "notice"] as const).flatMap((severity) =>
    withinLimit(
      takingTurns(groups.filter((group) => severityShown(group) === severity)).map((occurrence) =>
        annotationOf(occurrence, report),
      ),
    ),
  );
}

interface Occurrence extends Omit<AttentionItem, "places">, AttentionPlace {
  readonly group: AttentionGroup;
}

function takingTurns(groups: readonly AttentionGroup[]): readonly Occurrence[] {
  return groups
    .flatMap((group) =>
      group.items
        .flatMap(({ places, ...item }) => places.map((place) => ({ group, ...item, ...place })))
        .map((occurrence, turn) => ({ turn, occurrence })),
    )
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ occurrence }) => occurrence);
}

function annotationOf(
  { group, pageId, location, message, remedy }: Occurrence,
  { mode }: Report,
): Annotation {
  const { about, known } = group;
  const title = {
    stopped: "Comment migration stopped",
    page: `Comments of ${pageId} not ${mode === "verify" ? "verified" : "moved"}`,
    finding: pageId === null ? "Comment migration" : `Comment migration: ${pageId}`,
  }[about];
  return {
    severity: severityShown(group),
    title: readableAddresses(known === true ? `${title} (known)` : title),
    message: readableAddresses(withRemedy(message, remedy)),
    location: location ?? undefined,
  };
}

/** A known problem takes no place from a new one. */
function severityShown({ severity, known }: AttentionGroup): Severity {
  return known === true && severity === "error" ? "warning" : severity;
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
