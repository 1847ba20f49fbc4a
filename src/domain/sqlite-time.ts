/** An ISO 8601 time in UTC in SQLite's own form, `2024-01-02 03:04:05`. */
export function sqliteTime(iso: string): string {
  return iso.slice(0, "2024-01-02T03:04:05".length).replace("T", " ");
}

/** SQLite's own form of a time, in UTC, as ISO 8601 with milliseconds; any other text as it is. */
export function isoOfSqliteTime(text: string): string {
  const [, date, clock, fraction = ""] =
    /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(\.\d{1,3})?$/.exec(text) ?? [];
  return date === undefined
    ? text
    : `${date}T${clock}${fraction.padEnd(4, fraction === "" ? ".000" : "0")}Z`;
}
