import type { ReportedMonth } from "./report.ts";

/** Comments of a span of time. */
interface TimeBucket {
  /** `2021-03` or `2021`. */
  readonly label: string;
  readonly comments: number;
}

/**
 * The months from the first to the last, those without comments among them; years where there would
 * be more than `most` months, and only those with comments where there would be more than `most` years.
 */
export function timeBuckets(months: readonly ReportedMonth[], most: number): readonly TimeBucket[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const [from, to] = [monthNumber(first.month), monthNumber(last.month)];
  return to - from < most ? filled(months, from, to, monthNumber, monthLabel) : years(months, most);
}

function years(months: readonly ReportedMonth[], most: number): readonly TimeBucket[] {
  const all = months.map(({ month }) => yearOf(month));
  const [from, to] = [Math.min(...all), Math.max(...all)];
  if (to - from < most) return filled(months, from, to, yearOf, String);
  return [...new Set(all)].flatMap((year) => filled(months, year, year, yearOf, String));
}

function filled(
  months: readonly ReportedMonth[],
  from: number,
  to: number,
  numberOf: (month: string) => number,
  labelOf: (number: number) => string,
): readonly TimeBucket[] {
  const sums = new Map<number, number>();
  for (const { month, comments } of months) {
    const number = numberOf(month);
    if (number < from || number > to) continue;
    sums.set(number, (sums.get(number) ?? 0) + comments);
  }
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    label: labelOf(from + index),
    comments: sums.get(from + index) ?? 0,
  }));
}

function yearOf(month: string): number {
  return Number(month.slice(0, 4));
}

function monthNumber(month: string): number {
  return yearOf(month) * 12 + Number(month.slice(5)) - 1;
}

function monthLabel(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
}
