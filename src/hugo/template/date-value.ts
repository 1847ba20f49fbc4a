import type { ContentDate } from "../content/content-date.ts";
import { formatTime } from "../content/go-time.ts";
import { type HugoObject, objectWith, unknown } from "./value.ts";

/** A date as templates see it. Source: https://pkg.go.dev/time#Time */
export function dateValue(date: ContentDate): HugoObject {
  const { instant, wallClock } = date;
  return objectWith({
    Format:
      () =>
      ([layout = null]) =>
        typeof layout === "string" && !layout.startsWith(":")
          ? (formatTime(date, layout) ?? unknown)
          : unknown,
    Unix: () => Math.floor(instant.getTime() / 1000),
    Year: () => wallClock.getUTCFullYear(),
    Day: () => wallClock.getUTCDate(),
    IsZero: () => false,
  });
}
