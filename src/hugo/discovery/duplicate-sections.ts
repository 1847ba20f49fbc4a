import type { Finding } from "../../comment/finding.ts";
import type { Page } from "../../comment/page.ts";
import { place } from "./place.ts";

/** A page with the date that decides between pages. */
export interface DatedPage {
  readonly page: Page;
  /** Undefined where the page has no date; such a page is never the newest. */
  readonly date: Date | undefined;
  /** Whether the page shows comments hangs on something that only a build tells. */
  readonly isUncertain?: boolean;
}

/** Which page gets the comments of a section that stands on several. */
export type DuplicatePolicy = "error" | "oldest" | "newest";

/** Pages of which no two share a section. */
export interface DistinctPages {
  readonly pages: readonly Page[];
  readonly findings: readonly Finding[];
}

/**
 * Gives each section to one page, and says so where it had several. With the policy `error` none
 * gets it, because comments under the wrong page are worse than comments that wait.
 */
export function distinctSections(
  pages: readonly DatedPage[],
  policy: DuplicatePolicy,
): DistinctPages {
  const bySection = new Map<string, DatedPage[]>();
  for (const dated of pages) {
    for (const { sectionId } of dated.page.sections) {
      bySection.set(sectionId, [...(bySection.get(sectionId) ?? []), dated]);
    }
  }
  const owners = new Map<string, Page | undefined>();
  const findings: Finding[] = [];
  for (const [sectionId, sharing] of bySection) {
    const owner = sharing.length === 1 ? sharing[0] : chooseOwner(sharing, policy);
    owners.set(sectionId, owner?.page);
    if (sharing.length > 1) findings.push(...describe(sectionId, sharing, owner?.page));
  }
  const kept = pages.flatMap(({ page }) => {
    const sections = page.sections.filter(({ sectionId }) => owners.get(sectionId) === page);
    return sections.length === 0 ? [] : [{ ...page, sections }];
  });
  return { pages: kept, findings };
}

function chooseOwner(
  sharing: readonly DatedPage[],
  policy: DuplicatePolicy,
): DatedPage | undefined {
  if (policy === "error") return undefined;
  const byAge = sharing.toSorted((a, b) => timeOf(a) - timeOf(b));
  return policy === "oldest"
    ? byAge[0]
    : byAge.findLast((one) => timeOf(one) === timeOf(byAge.at(-1)));
}

function timeOf(dated: DatedPage | undefined): number {
  return dated?.date?.getTime() ?? Number.NEGATIVE_INFINITY;
}

function describe(
  sectionId: string,
  sharing: readonly DatedPage[],
  owner: Page | undefined,
): readonly Finding[] {
  const places = sharing.map(({ page }) => place(page, sectionId));
  const list = places.map(({ file, line }) => `${file}:${line}`).join(" and ");
  const decision =
    owner === undefined
      ? "its comments were not moved"
      : `its comments are moved to ${owner.pageId} only`;
  return places.map((location) => ({
    severity: owner === undefined ? "error" : "warning",
    code: "duplicate-section",
    message: `The section ${sectionId} stands on ${sharing.length} pages (${list}); ${decision}.`,
    remedy:
      owner === undefined
        ? "Choose a page with duplicate-sections (oldest or newest), or give each page a section of its own."
        : "If another page should get them, change duplicate-sections, or take the shortcode off this page.",
    location,
  }));
}
