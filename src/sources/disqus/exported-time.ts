/**
 * Time of an XML export in milliseconds since the Unix epoch, in UTC also where the export leaves the `Z`
 * out, as the example of Disqus's documentation does; null for what is none.
 * Source: XML Schema Part 2, 3.2.7 "dateTime", of which exports use years of four digits.
 */
export function exportedTime(text: string): number | null {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$/.exec(text.trim());
  if (parts === null) return null;
  const time = Date.parse(`${parts[1]}${parts[2] ?? "Z"}`);
  return Number.isNaN(time) ? null : time;
}
