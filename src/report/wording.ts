import type { SourceLocation } from "../domain/source-location.ts";

/** `97.4%`; a dash where there is no rate. */
export function percent(rate: number | null): string {
  return rate === null ? "–" : `${Math.floor(rate * 1000) / 10}%`;
}

/** `850 ms`, `12.3 s`, `4 min 5 s`, `2 h 3 min`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 1) return `${Math.round(milliseconds)} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const sizes = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** `56 kB`, `1.2 MB`, `5 GB`: of 1,000 each, as Cloudflare counts. */
export function dataSize(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), sizes.length - 1);
  return (bytes / 1000 ** step).toLocaleString("en-US", {
    style: "unit",
    unit: sizes[step],
    maximumFractionDigits: 1,
  });
}

/** `$5`, `$0.12`. */
export function dollars(amount: number): string {
  return amount.toLocaleString("en-US", {
    style: "currency",
    currency: "USD",
    trailingZeroDisplay: "stripIfInteger",
  });
}

/** `2024-05-01 10:00 UTC`; as it is, where it is no time in UTC. */
export function minute(time: string): string {
  const [, day, clock] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[\d:.]*Z$/.exec(time) ?? [];
  return day === undefined ? time : `${day} ${clock} UTC`;
}

/** `content/posts/a.md:12`. */
export function place(location: SourceLocation): string {
  return `${location.file}:${location.line}`;
}

const mostNames = 5;
const maxName = 100;

/** As many names as a line takes; report.html has them all. */
export function firstNames(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => name.slice(0, maxName));
  const more = names.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more.toLocaleString("en-US")} more, see report.html` : ""}`;
}
