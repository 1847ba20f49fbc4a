/** A point in time as front matter gives it. */
export interface ContentDate {
  readonly instant: Date;
  /** The same moment by the clock of its own time zone, to be read with the `getUTC…` methods. */
  readonly wallClock: Date;
}

const isoLike =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|z|UTC|[+-]\d{2}:?\d{2})?(?:\s+[A-Z]{3,4})?$/;

/**
 * Reads a date of front matter: ISO 8601 and the looser forms that Hugo takes; undefined for what is
 * no date.
 * @param timeZone name of the time zone of a date that gives none
 * Source: https://gohugo.io/content-management/front-matter/#dates
 */
export function readContentDate(value: unknown, timeZone = "UTC"): ContentDate | undefined {
  // A date of TOML knows its own offset, or that it has none, and writes it.
  if (value instanceof Date) return readContentDate(value.toISOString(), timeZone);
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const match = isoLike.exec(value.trim());
  if (match === null) {
    const time = Date.parse(/\b(?:Z|UTC|GMT|[+-]\d{4})$/.test(value) ? value : `${value} UTC`);
    return Number.isNaN(time) ? undefined : at(new Date(time), 0);
  }
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", zone] = match;
  const wallClock = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Math.floor(Number(`0.${fraction}`) * 1000),
  );
  const offset = zone === undefined ? offsetIn(timeZone, wallClock) : offsetOf(zone);
  return at(new Date(wallClock - offset), offset);
}

function at(instant: Date, offset: number): ContentDate | undefined {
  if (Number.isNaN(instant.getTime())) return undefined;
  return { instant, wallClock: new Date(instant.getTime() + offset) };
}

/** How far the clocks of a time zone are before UTC, in ms; nothing for a zone that is not known. */
function offsetIn(timeZone: string, wallClock: number): number {
  if (timeZone === "UTC" || Number.isNaN(wallClock)) return 0;
  try {
    const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
    const name = format.formatToParts(wallClock).find(({ type }) => type === "timeZoneName")?.value;
    return offsetOf(name?.replace("GMT", ""));
  } catch (error) {
    if (error instanceof RangeError) return 0;
    throw error;
  }
}

function offsetOf(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? "");
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === "-" ? -minutes : minutes) * 60_000;
}
