// Below this, a number of seconds since 1970; above, one of milliseconds.
const firstMilliseconds = 100_000_000_000;

/** A time in any form that comment APIs return, as ISO 8601 in UTC with milliseconds. */
export function publishedTime(value: string | number): string {
  const number = typeof value === "number" ? value : Number.NaN;
  const date = Number.isNaN(number)
    ? new Date(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?$/.test(`${value}`) ? `${value}Z` : value)
    : new Date(number < firstMilliseconds ? number * 1000 : number);
  return Number.isNaN(date.getTime()) ? String(value) : date.toISOString();
}
