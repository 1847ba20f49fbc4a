import type { Severity } from "../domain/finding.ts";
import type { SourceLocation } from "../domain/source-location.ts";
import type { Report } from "./report.ts";

/** Where something is the matter; all null where that is no place of the site. */
export interface AttentionPlace {
  readonly pageId: string | null;
  readonly location: SourceLocation | null;
  /** Runs that failed on the page, where that is what is the matter. */
  readonly attempts: number | null;
}

/** Something that the user should look at, with all places where it is so. */
export interface AttentionItem {
  readonly message: string;
  readonly remedy: string | null;
  readonly places: readonly [AttentionPlace, ...AttentionPlace[]];
}

/** Things of one kind, what there is most of first. */
export interface AttentionGroup {
  readonly severity: Severity;
  /** `stopped`: what ended the run; `page`: pages that failed; `finding`: anything else. */
  readonly about: "stopped" | "page" | "finding";
  readonly code: string;
  /** Whether the baseline has them; undefined where there is none. */
  readonly known?: boolean | undefined;
  readonly items: readonly [AttentionItem, ...AttentionItem[]];
}

interface Occurrence extends AttentionPlace {
  readonly severity: Severity;
  readonly about: AttentionGroup["about"];
  readonly code: string;
  readonly known?: boolean | undefined;
  readonly message: string;
  readonly remedy: string | null;
}

const severities: readonly Severity[] = ["error", "warning", "notice"];
const subjects: readonly AttentionGroup["about"][] = ["stopped", "page", "finding"];

/**
 * What needs the user's attention, alike things together, the most important first: what stopped the
 * run, pages that failed, then findings by severity; among those what there is most of. What is new comes
 * before what the baseline has.
 */
export function attentionOf(report: Report): readonly AttentionGroup[] {
  return grouped(
    occurrencesOf(report),
    ({ severity, about, code, known }) => `${severity} ${about} ${code} ${known}`,
  )
    .map(groupOf)
    .toSorted(
      (a, b) =>
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        Number(a.known === true) - Number(b.known === true) ||
        subjects.indexOf(a.about) - subjects.indexOf(b.about) ||
        placesIn(b) - placesIn(a),
    );
}

/** What kind of thing it is, in words: `error`; against a baseline, `new error` or `known error`. */
export function kindOf({ severity, known }: Pick<AttentionGroup, "severity" | "known">): string {
  return known === undefined ? severity : `${known ? "known" : "new"} ${severity}`;
}

/** In how many places something of the group is the matter. */
export function placesIn({ items }: AttentionGroup): number {
  return items.reduce((sum, { places }) => sum + places.length, 0);
}

function occurrencesOf({ stoppedBy, failedPages = [], findings }: Report): readonly Occurrence[] {
  return [
    ...(stoppedBy === null
      ? []
      : [{ ...nowhere, ...stoppedBy, severity: "error", about: "stopped" } as const]),
    ...failedPages.map((page) => ({ ...page, severity: "error", about: "page" }) as const),
    ...findings.map(
      ({ severity, code, message, remedy = null, pageId = null, location = null, known }) =>
        ({
          severity,
          code,
          message,
          remedy,
          pageId,
          location,
          known,
          about: "finding",
          attempts: null,
        }) as const,
    ),
  ];
}

const nowhere = { pageId: null, location: null, attempts: null } as const;

function groupOf(occurrences: readonly [Occurrence, ...Occurrence[]]): AttentionGroup {
  const [{ severity, about, code, known }] = occurrences;
  const [first, ...others] = grouped(occurrences, ({ message, remedy }) =>
    JSON.stringify([message, remedy]),
  )
    .map(itemOf)
    .toSorted((a, b) => b.places.length - a.places.length);
  return { severity, about, code, known, items: [first ?? itemOf(occurrences), ...others] };
}

function itemOf(same: readonly [Occurrence, ...Occurrence[]]): AttentionItem {
  const [{ message, remedy }, ...others] = same;
  return { message, remedy, places: [placeOf(same[0]), ...others.map(placeOf)] };
}

function placeOf({ pageId, location, attempts }: Occurrence): AttentionPlace {
  return { pageId, location, attempts };
}

function grouped<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly (readonly [T, ...T[]])[] {
  return [...Map.groupBy(items, keyOf).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  );
}
