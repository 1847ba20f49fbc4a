import type { ContentDate } from "../content/content-date.ts";
import { dayNames, dayOfYear, formatTime, isTimeLayout, monthNames } from "../content/go-time.ts";

/** What a permalink pattern can name. Texts are as they are to appear, before encoding. */
export interface PatternValues {
  readonly title: string;
  /** Empty where the page has none. */
  readonly slug: string;
  /** Without a date, Go's zero time stands; only a build may know it. */
  readonly date: ContentDate | "unknown" | undefined;
  /** First folder of the page. */
  readonly section: string;
  /** Folders of the section that the page belongs to. */
  readonly sections: readonly string[];
  /** For each of them its slug, else its title; empty where only a build knows it. */
  readonly sectionSlugs: readonly string[];
  /** Name of the file, or of its bundle's folder, without extension and language; empty for a section. */
  readonly fileName: string;
  /** The same, and the name of its folder for a section. */
  readonly contentBaseName: string;
  /** Makes a text part of an address. */
  urlize(text: string): string;
}

type Token = (values: PatternValues) => string;

// A page without a date has Go's zero time, Monday the first of January of the year 1.
const mondayInYear1 = new Date("0001-01-01T00:00:00Z");
const zeroTime: ContentDate = { instant: mondayInYear1, wallClock: mondayInYear1 };

const dateOf = ({ date }: PatternValues) =>
  date === undefined || date === "unknown" ? zeroTime : date;
const clock = (values: PatternValues) => dateOf(values).wallClock;
const escapedColon = "\0";
const ofDate = new Set("year month monthname day weekday weekdayname yearday".split(" "));
const twoDigits = (number: number) => String(number).padStart(2, "0");
const title: Token = (values) => values.urlize(values.title);
const fileName: Token = (values) => values.urlize(values.fileName);
const contentBaseName: Token = (values) => values.urlize(values.contentBaseName);
const slugOr =
  (other: Token): Token =>
  (values) =>
    values.slug === "" ? other(values) : values.urlize(values.slug);

/** Source: https://gohugo.io/configuration/permalinks/#tokens */
const tokens: ReadonlyMap<string, Token> = new Map<string, Token>([
  ["year", (values) => String(clock(values).getUTCFullYear())],
  ["month", (values) => twoDigits(clock(values).getUTCMonth() + 1)],
  ["monthname", (values) => monthNames[clock(values).getUTCMonth()] ?? ""],
  ["day", (values) => twoDigits(clock(values).getUTCDate())],
  ["weekday", (values) => String(clock(values).getUTCDay())],
  ["weekdayname", (values) => dayNames[clock(values).getUTCDay()] ?? ""],
  ["yearday", (values) => String(dayOfYear(clock(values)))],
  ["section", ({ section }) => section],
  ["title", title],
  ["slug", slugOr(title)],
  ["filename", fileName],
  ["slugorfilename", slugOr(fileName)],
  ["contentbasename", contentBaseName],
  ["slugorcontentbasename", slugOr(contentBaseName)],
]);

/** Fills in a permalink pattern; undefined where it has a token that is not known here. */
export function expandPattern(pattern: string, values: PatternValues): string | undefined {
  const withoutEscapes = pattern.replaceAll("\\:", escapedColon);
  let path = withoutEscapes;
  for (const [token = "", name = "", cut] of withoutEscapes.matchAll(/:(\w+)(?:\[(.+?)\])?/g)) {
    const value = tokenValue(name, cut, values);
    if (value === undefined) return undefined;
    // As Hugo does it: a value with a token's text in it takes the place of a later token.
    path = path.replace(token, () => value);
  }
  return path.replaceAll(escapedColon, ":");
}

function tokenValue(name: string, cut: string | undefined, values: PatternValues) {
  const chosen = (all: readonly string[]) => (cut === undefined ? all : cutSections(cut, all));
  if (name === "sections") return chosen(values.sections).join("/");
  if (name === "sectionslugs" || name === "sectionslug") {
    const { sectionSlugs } = values;
    const slugs = name === "sectionslug" ? sectionSlugs.slice(0, 1) : chosen(sectionSlugs);
    return slugs.includes("") ? undefined : slugs.map(values.urlize).join("/");
  }
  if (cut !== undefined) return undefined;
  const token = tokens.get(name);
  if (token !== undefined && !ofDate.has(name)) return token(values);
  if (values.date === "unknown" || (token === undefined && !isTimeLayout(name))) return undefined;
  return token === undefined ? formatTime(dateOf(values), name) : token(values);
}

/**
 * `0`, `last`, `1:`, `:2`, `1:last`; nothing where the first number is past the end.
 * Source: gohugoio/hugo, resources/page/permalinks.go (toSliceFunc)
 */
function cutSections(cut: string, sections: readonly string[]): readonly string[] {
  const [from = "", to] = cut.toLowerCase().split(":");
  const position = (text: string, otherwise: number) => {
    if (text === "") return otherwise;
    if (text === "last") return sections.length - 1;
    return /^\d+$/.test(text) ? Number(text) : 0;
  };
  const start = position(from, 0);
  if (start >= sections.length) return [];
  return sections.slice(start, to === undefined ? start + 1 : position(to, sections.length));
}
