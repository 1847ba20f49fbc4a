import { posix } from "node:path";
import type { SiteConfig } from "../config/site-config.ts";
import { readContentDate } from "../content/content-date.ts";
import type { FrontMatter } from "../content/front-matter.ts";
import { type ContentPlace, normalizeFolder, placeOf } from "./content-place.ts";
import { expandPattern, type PatternValues } from "./permalink-pattern.ts";
import { escapePath, removeAccents, sanitize, toLower, unescapeQuery } from "./url-path.ts";

/** A content file, as far as its address goes. */
export interface AddressedContent {
  /** Path below the content folder, with `/`. */
  readonly path: string;
  readonly frontMatter: FrontMatter;
}

/**
 * The page's `.RelPermalink`, worked out as Hugo 0.123 and newer do; undefined where the site's
 * permalinks or the page's url are beyond this program.
 * @param branches folders, in Hugo's normal form, that have an `_index` file
 * Source: https://gohugo.io/content-management/urls/; gohugoio/hugo, resources/page/page_paths.go
 */
export function relPermalink(
  { path, frontMatter }: AddressedContent,
  config: SiteConfig,
  branches: ReadonlySet<string>,
): string | undefined {
  const place = placeOf(path, config);
  const values = patternValues(place, frontMatter, config, branches);
  const url = textOf(frontMatter["url"]);
  const prefix = languagePrefix(place, config);
  if (url !== "" && place.kind !== "home") return givenAddress(url, prefix, values, config);
  const computed = computedPath(place, values, config);
  return computed === undefined ? undefined : withBase(prefix + computed, config);
}

function givenAddress(
  url: string,
  prefix: string,
  values: PatternValues,
  config: SiteConfig,
): string | undefined {
  if (/^https?:\/\//.test(url)) return undefined;
  const expanded = url.includes(":") ? expandPattern(url, values) : url;
  if (expanded === undefined) return undefined;
  const plain = url.includes(":") ? unescapeQuery(expanded) : expanded;
  const given = plain.includes("..") ? posix.join("/", plain) : plain;
  const parts = given.split("/").filter((part) => part !== "");
  const isFolder = given.endsWith("/") || !given.includes(".") || parts.at(-1) === "index.html";
  if (parts.at(-1) === "index.html" && !given.endsWith("/")) parts.pop();
  const path = parts.map((part) => `/${part}`).join("") + (isFolder ? "/" : "");
  return withBase(given.startsWith("/") ? path : prefix + path, config);
}

function computedPath(
  place: ContentPlace,
  values: PatternValues,
  config: SiteConfig,
): string | undefined {
  const pattern = patternFor(place, config);
  const expanded = pattern === undefined ? "" : expandPattern(pattern, values);
  if (expanded === undefined) return undefined;
  const fromPattern = expanded === "" ? undefined : posix.normalize(unescapeQuery(expanded));
  const folder = place.folders.map((part) => inPath(part, config)).join("/");
  const own = values.slug === "" ? inPath(place.name, config) : values.slug;
  const parts = place.kind === "page" ? [folder, own] : [folder];
  const path = (fromPattern === undefined ? parts : [fromPattern])
    .map((part) => clean(part, config).replace(/^\/|\/$/g, ""))
    .filter((part) => part !== "" && part !== "/")
    .map((part) => `/${part}`)
    .join("");
  if (!isUgly(place, config)) return `${path}/`;
  return place.kind === "page" || place.kind === "term" ? `${path}.html` : `${path}/index.html`;
}

function patternValues(
  { kind, folders, name }: ContentPlace,
  frontMatter: FrontMatter,
  config: SiteConfig,
  branches: ReadonlySet<string>,
): PatternValues {
  return {
    title: textOf(frontMatter["title"]),
    slug: textOf(frontMatter["slug"]).replace(/^-+|-+$/g, ""),
    date: pageDate(frontMatter),
    section: normalizeFolder(folders[0] ?? ""),
    sections: currentSection(folders.map(normalizeFolder), branches),
    fileName: kind === "page" ? name : "",
    contentBaseName: name,
    urlize: (text) => urlize(clean(text, config)),
  };
}

/** The nearest folder that has an `_index` file, else the first one. */
function currentSection(
  folders: readonly string[],
  branches: ReadonlySet<string>,
): readonly string[] {
  for (let depth = folders.length; depth > 1; depth--) {
    if (branches.has(folders.slice(0, depth).join("/"))) return folders.slice(0, depth);
  }
  return folders.slice(0, 1);
}

/** The rule for the longest part of the page's path. */
function patternFor(place: ContentPlace, { permalinks }: SiteConfig): string | undefined {
  const folders = place.kind === "page" ? [...place.folders, place.name] : place.folders;
  const path = folders.map(normalizeFolder);
  const rules = permalinks[place.kind];
  for (let depth = path.length; depth > 0; depth--) {
    const rule = rules[path.slice(0, depth).join("/")];
    if (rule !== undefined) return rule;
  }
  return path.length === 1 ? rules[""] : undefined;
}

function isUgly({ kind, folders }: ContentPlace, { uglyUrls }: SiteConfig): boolean {
  if (typeof uglyUrls === "boolean") return uglyUrls;
  return kind !== "home" && uglyUrls[normalizeFolder(folders[0] ?? "")] === true;
}

function languagePrefix({ language }: ContentPlace, config: SiteConfig): string {
  const code = language ?? config.defaultContentLanguage;
  const isPlain = code === config.defaultContentLanguage && !config.defaultContentLanguageInSubdir;
  return isPlain ? "" : `/${code}`;
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
  const [plain = "", query] = path.split(/\?(.*)/s);
  const escaped = escapePath(plain.replaceAll("#", "%23"));
  return base + (query === undefined ? escaped : `${escaped}?${query}`);
}

/** The path of the site's address, without a slash at its end. */
export function basePath(baseUrl: string): string {
  return baseUrl.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, "").replace(/\/+$/, "");
}

/** Source: https://gohugo.io/configuration/front-matter/#dates */
export function pageDate(frontMatter: FrontMatter) {
  return firstDate(frontMatter, [
    "date",
    "publishdate",
    "pubdate",
    "published",
    "lastmod",
    "modified",
  ]);
}

/** The first of these keys that holds a date. */
export function firstDate(frontMatter: FrontMatter, keys: readonly string[]) {
  for (const key of keys) {
    const date = readContentDate(frontMatter[key]);
    if (date !== undefined) return date;
  }
  return undefined;
}

function textOf(value: unknown): string {
  const isPlain = typeof value === "number" || typeof value === "boolean";
  return typeof value === "string" ? value : isPlain ? String(value) : "";
}
