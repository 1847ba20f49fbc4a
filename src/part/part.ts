import { pagePattern } from "./page-pattern.ts";

/** Which pages of a site are asked for; what is undefined asks for nothing. */
export interface Part {
  /** Patterns of page ids, of which one must fit. */
  readonly pages: readonly string[] | undefined;
  /** Patterns of page ids, of which none may fit. */
  readonly exclude: readonly string[] | undefined;
  /** First and last day of a page's date: `2020`, `2020-05` or `2020-05-31`, all of its days included. */
  readonly since: string | undefined;
  readonly until: string | undefined;
  /** How many of the pages that are left, in the order of their ids. */
  readonly limit: number | undefined;
}

/** Pages of a site that were asked for, and what is to be known of the choice. */
export interface Choice {
  /** Ids of the pages that are in the part, in their order. */
  readonly chosen: readonly string[];
  /**
   * Whether a page of the site is in the part, one that was not to be chosen from among them: it may show
   * comments that can't be read, or have none.
   */
  readonly holds: (pageId: string) => boolean;
  /** Patterns that fit no page. */
  readonly unused: readonly { readonly setting: "pages" | "exclude"; readonly pattern: string }[];
  /** Ids of pages that have no date, and are in no part that names one. */
  readonly undated: readonly string[];
}

/** Whether a part of the site is asked for. */
export function isPart({ pages, exclude, since, until, limit }: Part): boolean {
  return [pages, exclude, since, until, limit].some((given) => given !== undefined);
}

/**
 * Chooses the pages of a part: those that the patterns and the dates leave, and of these the first ones.
 * @param pageIds of all pages to choose from
 * @param days by page id, the day of a page's date
 */
export function choosePages(
  part: Part,
  pageIds: readonly string[],
  days: ReadonlyMap<string, string>,
): Choice {
  const { limit } = part;
  const patterns = (["pages", "exclude"] as const).flatMap((setting) =>
    (part[setting] ?? []).map((pattern) => ({ setting, pattern, fits: pagePattern(pattern) })),
  );
  const of = Map.groupBy(patterns, ({ setting }) => setting);
  const isAsked = (pageId: string) =>
    of.get("pages")?.some(({ fits }) => fits(pageId)) !== false &&
    of.get("exclude")?.some(({ fits }) => fits(pageId)) !== true;
  const isDated = part.since !== undefined || part.until !== undefined;
  const isInTime = (pageId: string) => !isDated || isWithin(part, days.get(pageId));
  const inOrder = pageIds.filter(isAsked).toSorted(byCodeUnits);
  const chosen = inOrder.filter(isInTime).slice(0, limit);
  const last = limit === undefined ? undefined : chosen.at(-1);
  return {
    chosen,
    holds: (pageId) =>
      isAsked(pageId) && isInTime(pageId) && (last === undefined || pageId <= last),
    unused: patterns
      .filter(({ fits }) => !pageIds.some(fits))
      .map(({ setting, pattern }) => ({ setting, pattern })),
    undated: isDated ? inOrder.filter((pageId) => !days.has(pageId)) : [],
  };
}

/** Of a year or month all days count. */
function isWithin({ since, until }: Part, day: string | undefined): boolean {
  if (day === undefined) return false;
  return (
    (since === undefined || day >= since) &&
    (until === undefined || day.slice(0, until.length) <= until)
  );
}

/** Whether some day is neither before the first one nor after the last one. */
export function areInOrder(since: string, until: string): boolean {
  const shared = Math.min(since.length, until.length);
  return since.slice(0, shared) <= until.slice(0, shared);
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
