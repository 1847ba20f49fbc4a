import type { ContentDate } from "../content/content-date.ts";

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

const monthNames =
  "January February March April May June July August September October November December".split(
    " ",
  );
const dayNames = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const dayMs = 86_400_000;
// A page without a date has Go's zero time, Monday the first of January of the year 1.
const mondayInYear1 = new Date("0001-01-01T00:00:00Z");

const clock = ({ date }: PatternValues) =>
  date === undefined || date === "unknown" ? mondayInYear1 : date.wallClock;
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
  ["sections", ({ sections }) => sections.join("/")],
  ["title", title],
  ["slug", slugOr(title)],
  ["filename", fileName],
  ["slugorfilename", slugOr(fileName)],
  ["contentbasename", contentBaseName],
  ["slugorcontentbasename", slugOr(contentBaseName)],
]);

/** Fills in a permalink pattern; undefined where it has a token that is not known here. */
export function expandPattern(pattern: string, values: PatternValues): string | undefined {
  let isKnown = true;
  const path = pattern.replace(
    /\\:|:(\w+)(?:\[([^\]]+)\])?/g,
    (whole, name?: string, cut?: string) => {
      if (name === undefined) return ":";
      if (/^sectionslugs?$/.test(name)) {
        const slugs =
          name === "sectionslug" ? values.sectionSlugs.slice(0, 1) : values.sectionSlugs;
        const chosen = cut === undefined ? slugs : cutSections(cut, slugs);
        isKnown &&= chosen.every((slug) => slug !== "");
        return chosen.map(values.urlize).join("/");
      }
      if (name === "sections" && cut !== undefined) {
        return cutSections(cut, values.sections).join("/");
      }
      const token = cut === undefined ? tokens.get(name) : undefined;
      isKnown &&= token !== undefined && !(values.date === "unknown" && ofDate.has(name));
      return token?.(values) ?? whole;
    },
  );
  return isKnown ? path : undefined;
}

function dayOfYear(date: Date): number {
  const newYear = new Date(date);
  newYear.setUTCMonth(0, 1);
  return Math.round((date.getTime() - newYear.getTime()) / dayMs) + 1;
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
