import type { PageSettings } from "../config/page-settings.ts";
import { type ContentDate, readContentDate } from "./content-date.ts";
import type { FrontMatter } from "./front-matter.ts";

/** A page's dates, and the slug that stands in its file's name beside one. */
export interface PageDates {
  readonly date: ContentDate | undefined;
  readonly publishDate: ContentDate | undefined;
  readonly expiryDate: ContentDate | undefined;
  /** Only a build can tell the date: it comes from Git, or from the file's own time. */
  readonly isOnlyKnownToBuild: boolean;
  /** Empty where the name has none, or is not asked. */
  readonly slugInName: string;
}

const dated = /^(\d{4}-\d{2}-\d{2})(?:.(\d{2}-\d{2}-\d{2}))?(?![\d])(.*)$/su;

/**
 * The dates of a page.
 * @param name of its file, or of its bundle's folder, without extension and language
 * Source: https://gohugo.io/configuration/front-matter/#dates
 */
export function pageDates(
  frontMatter: FrontMatter,
  name: string,
  { dates, timeZone }: PageSettings,
): PageDates {
  let slugInName = "";
  let isOnlyKnownToBuild = false;
  const fromName = () => {
    const [, day, time, rest = ""] = dated.exec(name) ?? [];
    if (day === undefined) return undefined;
    slugInName = rest.replace(/^[ _-]+|[ _-]+$/g, "");
    return readContentDate(
      time === undefined ? day : `${day}T${time.replaceAll("-", ":")}`,
      timeZone,
    );
  };
  const first = (sources: readonly string[]) => {
    for (const source of sources) {
      if (source === ":filemodtime" || source === ":git") isOnlyKnownToBuild = true;
      const date =
        source === ":filename" ? fromName() : readContentDate(frontMatter[source], timeZone);
      if (date !== undefined) return date;
    }
    return undefined;
  };
  const date = first(dates.date);
  const isDateUnsure = isOnlyKnownToBuild;
  return {
    date,
    publishDate: first(dates.publishDate),
    expiryDate: first(dates.expiryDate),
    isOnlyKnownToBuild: isDateUnsure,
    slugInName,
  };
}
