/** Where a page's dates are looked for, in order: keys, or `:filename`, `:filemodtime`, `:git`. */
export interface FrontMatterDates {
  readonly date: readonly string[];
  readonly publishDate: readonly string[];
  readonly expiryDate: readonly string[];
}

const defaults = {
  date: ["date", "publishdate", "lastmod"],
  publishdate: ["publishdate", "date"],
  expirydate: ["expirydate"],
} as const;

const aliases: Readonly<Record<string, readonly string[]>> = {
  publishdate: ["pubdate", "published"],
  lastmod: ["modified"],
  expirydate: ["unpublishdate"],
};

/**
 * Reads the table `frontmatter` of the configuration, keys in lower case.
 * Source: https://gohugo.io/configuration/front-matter/#dates
 */
export function frontMatterDates(
  config: Readonly<Record<string, readonly string[]>>,
): FrontMatterDates {
  const sources = (key: keyof typeof defaults) =>
    (config[key] ?? [":default"])
      .map((source) => source.toLowerCase())
      .flatMap((source) => (source === ":default" ? [...defaults[key]] : [source]))
      .flatMap((source) => [source, ...(aliases[source] ?? [])]);
  return {
    date: sources("date"),
    publishDate: sources("publishdate"),
    expiryDate: sources("expirydate"),
  };
}
