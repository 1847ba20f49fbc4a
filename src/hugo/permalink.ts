import { readContentDate } from "./content-date.ts";
import type { FrontMatter } from "./front-matter.ts";
import { expandPattern, type PatternValues } from "./permalink-pattern.ts";
import type { SiteConfig } from "./site-config.ts";
import { escapePath, removeAccents, sanitizeFilePath, sanitizeWords } from "./url-path.ts";

/** A content file, as far as its address goes. */
export interface AddressedContent {
  /** Path below the content folder, with `/`. */
  readonly path: string;
  readonly frontMatter: FrontMatter;
}

/** Paths of the folders below the content folder that hold an `_index` file. */
export type SectionFolders = ReadonlySet<string>;

/** What a content file is to Hugo. Source: https://gohugo.io/methods/page/kind/ */
interface ContentPlace {
  readonly kind: "page" | "section" | "home";
  readonly folders: readonly string[];
  readonly baseName: string;
}

/**
 * The page's `.RelPermalink`, worked out as Hugo 0.123 and newer do; older ones differ for names
 * with punctuation between spaces, and for titles with a slash.
 * Source: https://gohugo.io/content-management/urls/
 */
export function relPermalink(
  content: AddressedContent,
  config: SiteConfig,
  sectionFolders: SectionFolders,
): string {
  const place = placeOf(content.path, config.defaultContentLanguage);
  const sections = sectionsOf(place.folders, sectionFolders);
  const path =
    givenUrl(content.frontMatter) ??
    computedPath({ ...place, sections }, content.frontMatter, config);
  return basePath(config.baseUrl) + escapePath(path);
}

/** The path of the site's address, without a slash at its end. */
export function basePath(baseUrl: string): string {
  if (!URL.canParse(baseUrl)) return "";
  return new URL(baseUrl).pathname.replace(/\/+$/, "");
}

function givenUrl({ url }: FrontMatter): string | undefined {
  if (typeof url !== "string" || url.trim() === "") return undefined;
  const path = `/${url.trim().replace(/^\/+/, "")}`;
  return /\.[^/.]+$/.test(path) || path.endsWith("/") ? path : `${path}/`;
}

interface SectionedPlace extends ContentPlace {
  /** The folders down to the deepest that is a section. */
  readonly sections: readonly string[];
}

function computedPath(place: SectionedPlace, frontMatter: FrontMatter, config: SiteConfig): string {
  const { kind, folders, sections, baseName } = place;
  const values: PatternValues = {
    title: textOf(frontMatter["title"]) ?? "",
    slug: textOf(frontMatter["slug"]),
    date: pageDate(frontMatter),
    sections,
    baseName,
  };
  const patterns = kind === "page" ? config.permalinks.page : config.permalinks.section;
  const pattern = patterns[(sections[0] ?? "").toLowerCase()];
  const expanded = pattern === undefined ? undefined : expandPattern(pattern, values);
  const plain = expanded ?? [...folders, ...lastPart(place, values.slug)].join("/");
  const path = `/${plain}/`.replace(/\/{2,}/g, "/");
  return withExtension(styled(path, config), kind, config);
}

function lastPart({ kind, baseName }: ContentPlace, slug: string | undefined): readonly string[] {
  if (kind !== "page") return [];
  return [slug === undefined ? sanitizeFilePath(baseName) : sanitizeWords(slug)];
}

function styled(path: string, config: SiteConfig): string {
  const sanitized = sanitizeFilePath(path);
  const plain = config.removePathAccents ? removeAccents(sanitized) : sanitized;
  return config.disablePathToLower ? plain : plain.toLowerCase();
}

function withExtension(path: string, kind: ContentPlace["kind"], { uglyUrls }: SiteConfig): string {
  if (!uglyUrls) return path;
  return kind === "page" ? path.replace(/\/$/, ".html") : `${path}index.html`;
}

function placeOf(path: string, defaultLanguage: string): ContentPlace {
  const folders = path.split("/");
  const file = folders.pop() ?? "";
  const name = file.replace(/\.[^.]+$/, "");
  const suffix = `.${defaultLanguage}`;
  const baseName = name.toLowerCase().endsWith(suffix) ? name.slice(0, -suffix.length) : name;
  if (baseName === "_index") {
    return { kind: folders.length === 0 ? "home" : "section", folders, baseName: "" };
  }
  if (baseName === "index" && folders.length > 0) {
    return { kind: "page", folders: folders.slice(0, -1), baseName: folders.at(-1) ?? "" };
  }
  return { kind: "page", folders, baseName };
}

/** A folder is a section if it is a top-level one or holds an `_index` file. Source: https://gohugo.io/content-management/sections/ */
function sectionsOf(folders: readonly string[], sectionFolders: SectionFolders): readonly string[] {
  for (let depth = folders.length; depth > 1; depth -= 1) {
    const sections = folders.slice(0, depth);
    if (sectionFolders.has(sections.join("/"))) return sections;
  }
  return folders.slice(0, 1);
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

function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
