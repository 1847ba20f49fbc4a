/** A time in milliseconds since 1970, as ISO 8601 in UTC; anything else as its text. */
export function isoOfMilliseconds(value: unknown): string {
  return typeof value === "number" ? new Date(value).toISOString() : String(value);
}
