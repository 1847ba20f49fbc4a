import type { ContentDate } from "./content-date.ts";

/** In the order of Go's months. */
export const monthNames: readonly string[] =
  "January February March April May June July August September October November December".split(
    " ",
  );

/** From Sunday on. */
export const dayNames: readonly string[] =
  "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

const elements =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|002|0[1-6]|15|1|2006|2|__2|_2(?!006)|[345]|PM|pm|[-Z]07(?:0000|:00:00|00|:00)?|[.,](?:0+|9+)(?!\d)/g;

/** Whether a text holds any element of a layout, so that it reads otherwise for another time. */
export function isTimeLayout(text: string): boolean {
  return text.search(elements) >= 0;
}

/**
 * A time by Go's layout; undefined where the layout asks for the name of the time zone.
 * Source: https://pkg.go.dev/time#pkg-constants
 */
export function formatTime(date: ContentDate, layout: string): string | undefined {
  if (layout.match(elements)?.includes("MST")) return undefined;
  return layout.replace(elements, (element) => elementOf(element, date));
}

function elementOf(element: string, { wallClock, instant }: ContentDate): string {
  if (/^[-Z]/.test(element)) return offset(element, wallClock.getTime() - instant.getTime());
  if (/^[.,]/.test(element)) return fraction(element, wallClock.getUTCMilliseconds());
  const hour = wallClock.getUTCHours();
  const year = wallClock.getUTCFullYear();
  const month = monthNames[wallClock.getUTCMonth()] ?? "";
  const day = dayNames[wallClock.getUTCDay()] ?? "";
  const numbers: Readonly<Record<string, number>> = {
    "1": wallClock.getUTCMonth() + 1,
    "2": wallClock.getUTCDate(),
    "3": hour % 12 || 12,
    "4": wallClock.getUTCMinutes(),
    "5": wallClock.getUTCSeconds(),
    "6": year % 100,
    "15": hour,
  };
  const names: Readonly<Record<string, string>> = {
    "2006": String(year).padStart(4, "0"),
    January: month,
    Jan: month.slice(0, 3),
    Monday: day,
    Mon: day.slice(0, 3),
    "002": String(dayOfYear(wallClock)).padStart(3, "0"),
    __2: String(dayOfYear(wallClock)).padStart(3),
    PM: hour < 12 ? "AM" : "PM",
    pm: hour < 12 ? "am" : "pm",
  };
  const number = String(numbers[element.replace(/^[0_]/, "")] ?? "");
  const pad = element.startsWith("0") ? "0" : element.startsWith("_") ? " " : "";
  return names[element] ?? (pad === "" ? number : number.padStart(2, pad));
}

/** From 1 on. */
export function dayOfYear(date: Date): number {
  const newYear = new Date(date);
  newYear.setUTCMonth(0, 1);
  return Math.round((date.getTime() - newYear.getTime()) / 86_400_000) + 1;
}

function offset(element: string, ms: number): string {
  if (element.startsWith("Z") && ms === 0) return "Z";
  const minutes = Math.abs(ms) / 60_000;
  const two = (number: number) => String(Math.floor(number)).padStart(2, "0");
  const between = element.includes(":") ? ":" : "";
  const parts = [two(minutes / 60), two(minutes % 60), "00"];
  const count = element.replace(/\D/g, "").length / 2;
  return `${ms < 0 ? "-" : "+"}${parts.slice(0, count).join(between)}`;
}

/** Nines leave out the noughts at the end, and the sign before them with all of them. */
function fraction(element: string, milliseconds: number): string {
  const digits = String(milliseconds)
    .padStart(3, "0")
    .padEnd(9, "0")
    .slice(0, element.length - 1);
  const kept = element.includes("9") ? digits.replace(/0+$/, "") : digits;
  return kept === "" ? "" : `${element[0]}${kept}`;
}
