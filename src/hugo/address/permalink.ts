import { posix } from "node:path";
import { isTargeted } from "../config/page-target.ts";
import { inLanguage, type SiteConfig } from "../config/site-config.ts";
import { type ContentPlace, logicalFolders, normalizeFolder } from "../content/content-place.ts";
import type { FrontMatter } from "../content/front-matter.ts";
import type { PageDates } from "../content/page-dates.ts";
import { escapePath, removeAccents, sanitize, toLower, unescapeQuery } from "../text/url-path.ts";
import type { Branches } from "./branches.ts";
import { expandPattern, type PatternValues } from "./permalink-pattern.ts";

/** A content file, as far as its address goes. */
export interface AddressedContent {
  readonly place: ContentPlace;
  /** Code in lower case. */
  readonly language: string;
  /** With what is handed down to it. */
  readonly frontMatter: FrontMatter;
  readonly dates: PageDates;
}

/**
 * The page's `.RelPermalink`, worked out as Hugo 0.123 and newer do; undefined where the site's
 * permalinks or the page's url are beyond this program.
 * Source: https://gohugo.io/content-management/urls/; gohugoio/hugo, resources/page/page_paths.go
 */
export function relPermalink(
  content: AddressedContent,
  site: SiteConfig,
  branches: Branches,
): string | undefined {
  const { place, language, frontMatter } = content;
  const config = inLanguage(site, language);
  const values = patternValues(place, content, config, branches);
  const url = textOf(frontMatter["url"]);
  const prefix = languagePrefix(language, config);
  if (/^https?:\/\//.test(url)) return undefined;
  const given = place.kind === "home" ? "" : givenUrl(url, values);
  if (given === undefined) return undefined;
  if (given !== "") return givenAddress(given, prefix, config);
  const computed = computedPath(place, values, config, { branches, language });
  return computed === undefined ? undefined : withBase(prefix + computed, config);
}

/** A page's own url; one with tokens is left out by Hugo where it is not validly encoded. */
function givenUrl(url: string, values: PatternValues): string | undefined {
  if (!url.includes(":")) return url;
  const expanded = expandPattern(url, values);
  return expanded === undefined ? undefined : (unescapeQuery(expanded) ?? "");
}

function givenAddress(plain: string, prefix: string, config: SiteConfig): string {
  const given = plain.includes("..") ? posix.resolve("/", plain) : plain;
  const parts = given.split("/").filter((part) => part !== "");
  const isFolder = given.endsWith("/") || !given.includes(".") || parts.at(-1) === "index.html";
  if (parts.at(-1) === "index.html" && !given.endsWith("/")) parts.pop();
  const path = parts.map((part) => `/${part}`).join("") + (isFolder ? "/" : "");
  const isWhole = plain.startsWith("/") || (prefix !== "" && given.startsWith(prefix));
  return withBase(isWhole ? path : prefix + path, config);
}

function computedPath(
  place: ContentPlace,
  values: PatternValues,
  config: SiteConfig,
  of: BranchesOfLanguage,
): string | undefined {
  const pattern = patternFor(place, of.language, config);
  const expanded = pattern === undefined ? "" : expandPattern(pattern, values);
  const unescaped = expanded === undefined ? undefined : unescapeQuery(expanded);
  if (unescaped === undefined) return undefined;
  const parts =
    unescaped === "" ? partsInContent(place, values, config, of) : [posix.normalize(unescaped)];
  const path = parts
    .map((part) => clean(part, config).replace(/^\/|\/$/g, ""))
    .filter((part) => part !== "" && part !== "/")
    .map((part) => `/${part}`)
    .join("");
  if (!isUgly(place, config)) return `${path}/`;
  return place.kind === "page" || place.kind === "term" ? `${path}.html` : `${path}/index.html`;
}

interface BranchesOfLanguage {
  readonly branches: Branches;
  readonly language: string;
}

/** The folders and the name of a page that no pattern moves; a section's slug stands for its folder. */
function partsInContent(
  { kind, name, folders, branch }: ContentPlace,
  { slug }: PatternValues,
  config: SiteConfig,
  { branches, language }: BranchesOfLanguage,
): readonly string[] {
  const slugs = folders.map((_, index) => {
    return slugOf(branches.frontMatterOf(branch.slice(0, index + 1), language));
  });
  const folder = folders.map((part, at) => `/${slugs[at] || inPath(part, config)}`).join("");
  return kind === "page" ? [folder, slug === "" ? inPath(name, config) : slug] : [folder];
}

function patternValues(
  { kind, branch, name }: ContentPlace,
  { frontMatter, dates, language }: AddressedContent,
  config: SiteConfig,
  branches: Branches,
): PatternValues {
  const sections = currentSection(branch, branches);
  return {
    title: titleOf(frontMatter),
    slug: slugOf(frontMatter) || dates.slugInName,
    date: dates.isOnlyKnownToBuild ? "unknown" : dates.date,
    section: branch[0] ?? "",
    sections,
    sectionSlugs: sections.map((_, index) => {
      const section = branches.frontMatterOf(sections.slice(0, index + 1), language);
      return slugOf(section) || titleOf(section);
    }),
    fileName: kind === "page" ? name : "",
    contentBaseName: name,
    urlize: (text) => urlize(clean(text, config)),
  };
}

/** The nearest folder that has an `_index` file, else the first one. */
function currentSection(folders: readonly string[], branches: Branches): readonly string[] {
  for (let depth = folders.length; depth > 1; depth--) {
    if (branches.has(folders.slice(0, depth))) return folders.slice(0, depth);
  }
  return folders.slice(0, 1);
}

/** The rule for the longest part of the page's path. */
function patternFor(
  place: ContentPlace,
  language: string,
  { permalinks, permalinkRules, environment }: SiteConfig,
): string | undefined {
  const path = logicalFolders(place);
  const page = { kind: place.kind, path: `/${path.join("/")}`, language, environment };
  const listed = permalinkRules.find(({ target }) => isTargeted(page, target));
  if (listed !== undefined) return place.kind === "home" ? undefined : listed.pattern;
  const rules = permalinks[place.kind];
  for (let depth = path.length; depth > 0; depth--) {
    const rule = rules[path.slice(0, depth).join("/")];
    if (rule !== undefined) return rule;
  }
  return path.length === 1 ? rules[""] : undefined;
}

function isUgly({ kind, branch }: ContentPlace, { uglyUrls }: SiteConfig): boolean {
  if (typeof uglyUrls === "boolean") return uglyUrls;
  return kind !== "home" && uglyUrls[branch[0] ?? ""] === true;
}

function languagePrefix(code: string, config: SiteConfig): string {
  const isPlain = code === config.defaultContentLanguage && !config.defaultContentLanguageInSubdir;
  return isPlain || config.isMultihost ? "" : `/${code}`;
}

function inPath(folder: string, { disablePathToLower }: SiteConfig): string {
  return disablePathToLower ? folder : normalizeFolder(folder);
}

function clean(text: string, { disablePathToLower, removePathAccents }: SiteConfig): string {
  const plain = removePathAccents ? removeAccents(sanitize(text)) : sanitize(text);
  return disablePathToLower ? plain : toLower(plain);
}

/** What Go's URL makes of a text: from the first `#` on it is a fragment, and an empty one is dropped. */
function urlize(text: string): string {
  const [path = "", fragment = ""] = text.split(/#(.*)/s);
  return escapePath(path) + (fragment === "" ? "" : `#${fragment}`);
}

function withBase(path: string, { baseUrl, canonifyUrls }: SiteConfig): string {
  const base = canonifyUrls ? "" : basePath(baseUrl);
  const [plain = "", query] = path.replaceAll("#", "%23").split(/\?(.*)/s);
  const escaped = escapePath(plain);
  return base + (query === undefined ? escaped : `${escaped}?${query}`);
}

/** The path of the site's address, percent-encoded, without a slash at its end. */
export function basePath(baseUrl: string): string {
  return escapePath(baseUrl.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, "").replace(/\/+$/, ""));
}

function textOf(value: unknown): string {
  const isPlain = typeof value === "number" || typeof value === "boolean";
  return typeof value === "string" ? value : isPlain ? String(value) : "";
}

/** In addresses; it makes no folders. */
function titleOf(frontMatter: FrontMatter): string {
  return textOf(frontMatter["title"]).replace(/[/\\]/g, "-");
}

function slugOf(frontMatter: FrontMatter): string {
  return textOf(frontMatter["slug"]).replace(/^-+|-+$/g, "");
}
