import type { Shard } from "./shard.ts";

/** A page and how many comments are expected on it. */
interface ExpectedPage {
  readonly pageId: string;
  readonly comments: number;
}

/** A shard with what it will have to do. */
export interface PlannedShard extends Shard {
  readonly range: readonly [from: string, before: string | null];
  readonly pages: number;
  readonly comments: number;
}

/** What a page costs beside its comments, in comments. */
const pageWeight = 2;

/**
 * Divides pages, in the order of their ids, into `count` shards, or as many as there are pages, whose
 * largest is as small as it can be. There is at least one, because GitHub refuses an empty list of jobs.
 */
export function planShards(
  expected: readonly ExpectedPage[],
  count: number,
): readonly PlannedShard[] {
  const pages = expected.toSorted((a, b) =>
    a.pageId < b.pageId ? -1 : a.pageId > b.pageId ? 1 : 0,
  );
  const groups = divideFurther(divide(pages, smallestCapacity(pages, count)), count);
  const of = Math.max(1, groups.length);
  const shards = groups.length === 0 ? [[]] : groups;
  return shards.map((group, index) => ({
    number: index + 1,
    of,
    range: [group[0]?.pageId ?? "", shards[index + 1]?.[0]?.pageId ?? null],
    pages: group.length,
    comments: group.reduce((sum, page) => sum + page.comments, 0),
  }));
}

function weightOf({ comments }: ExpectedPage): number {
  return comments + pageWeight;
}

/** The least weight of the largest shard, by bisection: one that fits `count` shards. */
function smallestCapacity(pages: readonly ExpectedPage[], count: number): number {
  let low = pages.reduce((most, page) => Math.max(most, weightOf(page)), 0);
  let high = totalWeight(pages);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (divide(pages, middle).length <= count) high = middle;
    else low = middle + 1;
  }
  return high;
}

/** Where one large page leaves fewer groups than wanted, the heaviest of the others are halved. */
function divideFurther(
  groups: readonly ExpectedPage[][],
  count: number,
): readonly ExpectedPage[][] {
  const all = [...groups];
  while (all.length < count) {
    const divisible = all.filter((group) => group.length > 1);
    const [heaviest] = divisible.toSorted((a, b) => totalWeight(b) - totalWeight(a));
    if (heaviest === undefined) break;
    all.splice(all.indexOf(heaviest), 1, ...divide(heaviest, smallestCapacity(heaviest, 2)));
  }
  return all;
}

function totalWeight(pages: readonly ExpectedPage[]): number {
  return pages.reduce((sum, page) => sum + weightOf(page), 0);
}

function divide(pages: readonly ExpectedPage[], capacity: number): ExpectedPage[][] {
  const groups: ExpectedPage[][] = [];
  let space = 0;
  for (const page of pages) {
    const weight = weightOf(page);
    const group = groups.at(-1);
    if (group !== undefined && weight <= space) group.push(page);
    else {
      groups.push([page]);
      space = capacity;
    }
    space -= weight;
  }
  return groups;
}
