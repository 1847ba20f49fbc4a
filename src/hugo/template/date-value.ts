import type { ContentDate } from "../content/content-date.ts";
import { type HugoObject, objectWith, unknown } from "./value.ts";

/** A date as templates see it. Source: https://pkg.go.dev/time#Time */
export function dateValue({ instant, wallClock }: ContentDate): HugoObject {
  return objectWith({
    Format:
      () =>
      ([layout = null]) =>
        typeof layout === "string" ? format(wallClock, layout) : unknown,
    Unix: () => Math.floor(instant.getTime() / 1000),
    Year: () => wallClock.getUTCFullYear(),
    Day: () => wallClock.getUTCDate(),
    IsZero: () => false,
  });
}

const months =
  "January February March April May June July August September October November December".split(
    " ",
  );
const days = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** Source: https://pkg.go.dev/time#pkg-constants */
function format(date: Date, layout: string) {
  if (/MST|-0700|-07|Z07|\.0|\.9|,0|,9|002|__2/.test(layout) || layout.startsWith(":"))
    return unknown;
  const two = (number: number) => String(number).padStart(2, "0");
  const hour = date.getUTCHours();
  const month = months[date.getUTCMonth()] ?? "";
  const day = days[date.getUTCDay()] ?? "";
  const parts: Readonly<Record<string, string>> = {
    "2006": String(date.getUTCFullYear()).padStart(4, "0"),
    "06": two(date.getUTCFullYear() % 100),
    January: month,
    Jan: month.slice(0, 3),
    "01": two(date.getUTCMonth() + 1),
    "1": String(date.getUTCMonth() + 1),
    Monday: day,
    Mon: day.slice(0, 3),
    "02": two(date.getUTCDate()),
    _2: String(date.getUTCDate()).padStart(2),
    "2": String(date.getUTCDate()),
    "15": two(hour),
    "03": two(hour % 12 || 12),
    "3": String(hour % 12 || 12),
    "04": two(date.getUTCMinutes()),
    "4": String(date.getUTCMinutes()),
    "05": two(date.getUTCSeconds()),
    "5": String(date.getUTCSeconds()),
    PM: hour < 12 ? "AM" : "PM",
    pm: hour < 12 ? "am" : "pm",
  };
  return layout.replace(
    /2006|January|Jan|Monday|Mon|_2|01|02|03|04|05|06|15|PM|pm|[12345]/g,
    (part) => parts[part] ?? part,
  );
}
