/**
 * A time as Go writes it, in milliseconds since the Unix epoch; null for none, which Go writes as the first
 * second of the year 1, and for what is no time.
 * Source: RFC 3339, 5.6; pkg.go.dev/time#Time.MarshalJSON
 */
export function writtenTime(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) || text.startsWith("0001-01-01T") ? null : time;
}
