import { z } from "zod";
import { toLower } from "../text/url-path.ts";
import { asTable, type ConfigTable } from "./config-table.ts";
import { type FrontMatterDates, frontMatterDates } from "./front-matter-dates.ts";
import type { PageKind } from "./page-kind.ts";
import { type PageTarget, pageTarget } from "./page-target.ts";

/** Patterns for the addresses of pages, by folder. */
type PermalinkPatterns = Readonly<Record<string, string>>;

/** A pattern for the addresses of the pages that it targets. */
interface PermalinkRule {
  readonly target: PageTarget;
  readonly pattern: string;
}

/** The part of a site's configuration that each language may have for itself. */
export interface PageSettings {
  readonly title: string;
  readonly params: ConfigTable;
  readonly baseUrl: string;
  readonly buildDrafts: boolean;
  readonly buildFuture: boolean;
  readonly buildExpired: boolean;
  /** For all pages, or by top-level section. */
  readonly uglyUrls: boolean | Readonly<Record<string, boolean>>;
  /** Addresses relative to the server have no base path then. */
  readonly canonifyUrls: boolean;
  readonly disablePathToLower: boolean;
  readonly removePathAccents: boolean;
  /** Folder names of the taxonomies, in lower case. */
  readonly taxonomies: readonly string[];
  /** By the kind of page, then by folder in Hugo's normal form; empty for pages in no folder. */
  readonly permalinks: Readonly<Record<PageKind, PermalinkPatterns>>;
  /** The newer form of permalinks: the first rule that fits is taken. */
  readonly permalinkRules: readonly PermalinkRule[];
  readonly dates: FrontMatterDates;
  /** Name of the time zone of dates without one. */
  readonly timeZone: string;
  /** Rules of `cascade` as they are written. */
  readonly cascade: unknown;
  /** Whether HTML in Markdown reaches the page. */
  readonly allowsHtmlInMarkdown: boolean;
}

const yesOrNo = z.union([
  z.boolean(),
  z.enum(["true", "false"]).transform((word) => word === "true"),
]);
const patterns = z.record(z.string(), z.string());
const rule = z.looseObject({ target: pageTarget.prefault({}), pattern: z.string() });
const words = z.union([z.array(z.string()), z.string().transform((one) => [one])]);

/** The settings in a configuration, their keys in lower case. */
export const pageSettings = z
  .looseObject({
    title: z.coerce.string().default(""),
    params: z
      .unknown()
      .optional()
      .transform((value) => asTable(value) ?? {}),
    baseurl: z.string().default(""),
    builddrafts: yesOrNo.default(false),
    buildfuture: yesOrNo.default(false),
    buildexpired: yesOrNo.default(false),
    uglyurls: z.union([yesOrNo, z.record(z.string(), yesOrNo).transform(byFolder)]).default(false),
    canonifyurls: yesOrNo.default(false),
    disablepathtolower: yesOrNo.default(false),
    removepathaccents: yesOrNo.default(false),
    taxonomies: z.record(z.string(), z.string()).default({ tag: "tags", category: "categories" }),
    permalinks: z
      .union([z.record(z.string(), z.union([z.string(), patterns])), z.array(rule)])
      .default({}),
    frontmatter: z.record(z.string(), words).default({}),
    timezone: z.string().default("UTC"),
    cascade: z.unknown().optional(),
    markup: z.unknown().optional(),
  })
  .transform((config): PageSettings => {
    const isList = Array.isArray(config.permalinks);
    return {
      title: config.title,
      params: config.params,
      baseUrl: config.baseurl,
      buildDrafts: config.builddrafts,
      buildFuture: config.buildfuture,
      buildExpired: config.buildexpired,
      uglyUrls: config.uglyurls,
      canonifyUrls: config.canonifyurls,
      disablePathToLower: config.disablepathtolower,
      removePathAccents: config.removepathaccents,
      taxonomies: Object.values(config.taxonomies).map(toLower),
      permalinks: Array.isArray(config.permalinks) ? byKind({}) : byKind(config.permalinks),
      permalinkRules: isList && Array.isArray(config.permalinks) ? config.permalinks : [],
      dates: frontMatterDates(config.frontmatter),
      timeZone: config.timezone === "" ? "UTC" : config.timezone,
      cascade: config.cascade,
      allowsHtmlInMarkdown: allowsHtmlInMarkdown(config.markup),
    };
  });

function byKind(table: Readonly<Record<string, string | PermalinkPatterns>>) {
  const plain: Record<string, string> = {};
  const kinds: Record<string, PermalinkPatterns> = {};
  for (const [key, value] of Object.entries(table)) {
    if (typeof value === "string") plain[key] = value;
    else kinds[key.toLowerCase()] = byFolder(value);
  }
  const ofKind = (kind: string) => kinds[kind] ?? {};
  const forAll = byFolder(plain);
  return {
    page: { ...forAll, ...ofKind("page") },
    term: { ...forAll, ...ofKind("term") },
    section: ofKind("section"),
    taxonomy: ofKind("taxonomy"),
    home: {},
  };
}

/** Keys of the configuration that name folders; `/` is the content folder itself. */
function byFolder<T>(table: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(table).map(([key, value]) => [
      toLower(key.replace(/^[ /]+|[ /]+$/g, "")),
      value,
    ]),
  );
}

function allowsHtmlInMarkdown(markup: unknown): boolean {
  const renderer = asTable(asTable(asTable(markup)?.["goldmark"])?.["renderer"]);
  return renderer?.["unsafe"] === true;
}
