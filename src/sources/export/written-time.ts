import type { Finding } from "../../domain/finding.ts";
import type { ExportFile } from "./export-file.ts";
import { exportMessages } from "./messages.ts";

/** A time as a program wrote it. */
interface WrittenTime {
  /** Milliseconds since the Unix epoch; null for none. */
  readonly time: number | null;
  /** Whether no time zone was written, so that UTC was assumed. */
  readonly isAssumed: boolean;
}

const none: WrittenTime = { time: null, isAssumed: false };

/** Day, clock and zone, of which Go writes the name as well, and its clock's own reading. */
const form =
  /^(\d{4}-\d\d-\d\d)(?:(?:T|\s+)(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d))?(?: [A-Z]\w*| [+-]\d+)?(?: m=\S+)?)?$/i;

/**
 * Reads a time: RFC 3339, what Go's `time.Time` writes, SQL's form with or without a time zone, a day,
 * or a count of seconds or milliseconds since the Unix epoch.
 * Sources: RFC 3339; pkg.go.dev/time#Time.String, whose zero, the first day of the year 1, is none
 */
export function writtenTime(written: string): WrittenTime {
  const text = written.trim();
  if (/^\d{9,13}$/.test(text)) {
    const count = Number(text);
    return { time: text.length > 11 ? count : count * 1000, isAssumed: false };
  }
  const [, day, clock = "00:00:00", utc, hours, minutes] = form.exec(text) ?? [];
  if (day === undefined || day.startsWith("0001-")) return none;
  const isAssumed = utc === undefined && hours === undefined;
  const zone = hours === undefined ? "Z" : `${hours}:${minutes}`;
  const time = Date.parse(`${day}T${clock}${zone}`);
  return Number.isNaN(time) ? none : { time, isAssumed };
}

/** What a person should know of a file's comments whose times have no zone. */
export function assumedTimes({ name: file }: ExportFile, comments: number): readonly Finding[] {
  if (comments === 0) return [];
  return [exportMessages.finding("exported-times-without-zone", { file, comments })];
}
