import type { ContentDate } from "./content-date.ts";
import { sanitizeFilePath, sanitizeWords } from "./url-path.ts";

/** What a permalink pattern can name. */
export interface PatternValues {
  readonly title: string;
  readonly slug: string | undefined;
  readonly date: ContentDate | undefined;
  /** Folders of the page below the content folder, as they are on the disk. */
  readonly sections: readonly string[];
  /** Name of the file, or of its bundle's folder, without extension and language. */
  readonly baseName: string;
}

type Token = (values: PatternValues) => string;

const monthNames =
  "January February March April May June July August September October November December".split(
    " ",
  );
const dayNames = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const dayMs = 86_400_000;
// The year 1, Go's zero time, which Hugo takes for a page without a date.
const noDate = new Date(Date.UTC(2001, 0, 1));

const words = (text: string) => sanitizeWords(text.replaceAll("+", " ")).replaceAll("/", "-");
const fileName: Token = ({ baseName }) => sanitizeFilePath(baseName);
const slugOr =
  (other: Token): Token =>
  (values) =>
    values.slug === undefined ? other(values) : words(values.slug);
const title: Token = (values) => words(values.title);
const clock = ({ date }: PatternValues) => date?.wallClock ?? noDate;
const twoDigits = (number: number) => String(number).padStart(2, "0");

/** Source: https://gohugo.io/configuration/permalinks/#tokens */
const tokens: Readonly<Record<string, Token>> = {
  year: ({ date }) => String(date?.wallClock.getUTCFullYear() ?? 1),
  month: (values) => twoDigits(clock(values).getUTCMonth() + 1),
  monthname: (values) => monthNames[clock(values).getUTCMonth()] ?? "",
  day: (values) => twoDigits(clock(values).getUTCDate()),
  weekday: (values) => String(clock(values).getUTCDay()),
  weekdayname: (values) => dayNames[clock(values).getUTCDay()] ?? "",
  yearday: (values) => {
    const time = clock(values);
    return String(Math.floor((time.getTime() - Date.UTC(time.getUTCFullYear(), 0, 0)) / dayMs));
  },
  section: ({ sections }) => sanitizeFilePath(sections[0] ?? ""),
  sections: ({ sections }) => sections.map(sanitizeFilePath).join("/"),
  title,
  slug: slugOr(title),
  filename: fileName,
  slugorfilename: slugOr(fileName),
  contentbasename: fileName,
  slugorcontentbasename: slugOr(fileName),
};

/** Fills in a permalink pattern; undefined where it has a token that is not known. */
export function expandPattern(pattern: string, values: PatternValues): string | undefined {
  let unknown = false;
  const path = pattern.replace(
    /:sections\[([^\]]*)\]|:([a-z]+)/g,
    (_, slice: string | undefined, name: string) => {
      if (slice !== undefined) return cutSections(slice, values.sections);
      const token = tokens[name];
      if (token === undefined) unknown = true;
      return token?.(values) ?? "";
    },
  );
  return unknown ? undefined : path;
}

/** `0`, `last`, `1:`, `:2`, `1:last`. Source: https://gohugo.io/configuration/permalinks/#tokens */
function cutSections(slice: string, sections: readonly string[]): string {
  const index = (text: string, otherwise: number) => {
    if (text === "") return otherwise;
    return text === "last" ? sections.length - 1 : Number(text);
  };
  const [from = "", to] = slice.split(":");
  const start = index(from, 0);
  const end = to === undefined ? start + 1 : index(to, sections.length);
  return sections.slice(start, end).map(sanitizeFilePath).join("/");
}
