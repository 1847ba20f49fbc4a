import type { PageKind } from "../config/page-kind.ts";
import type { SiteConfig } from "../config/site-config.ts";
import { toLower } from "../text/url-path.ts";

/** What a content file is to Hugo, by its path. */
export interface ContentPlace {
  readonly kind: PageKind;
  readonly isBundle: boolean;
  /** Folders in which the page lies; a section's own, a leaf bundle's without its own. */
  readonly folders: readonly string[];
  /** The same in Hugo's normal form. */
  readonly branch: readonly string[];
  /** Name of the file, or of its bundle's folder, without extension and language. */
  readonly name: string;
  /** The language in the file's name, where the site has that language. */
  readonly language: string | undefined;
}

/** Source: gohugoio/hugo, common/paths/pathparser.go */
export function placeOf(path: string, config: SiteConfig): ContentPlace {
  const folders = path.split("/").slice(0, -1);
  const branch = folders.map(normalizeFolder);
  const language = languageIn(path, config);
  const name = fileName(path, language);
  if (name === "_index") {
    const kind = kindOfBranch(folders, config);
    return { kind, isBundle: true, folders, branch, name: folders.at(-1) ?? "", language };
  }
  if (name === "index" && folders.length > 0) {
    return {
      kind: "page",
      isBundle: true,
      folders: folders.slice(0, -1),
      branch: branch.slice(0, -1),
      name: folders.at(-1) ?? "",
      language,
    };
  }
  return { kind: "page", isBundle: false, folders, branch, name, language };
}

/** The language in a content file's name, where the site has that language. */
export function languageIn(path: string, { knownLanguages }: SiteConfig): string | undefined {
  const suffix = /\.([^./]+)\.[^./]+$/.exec(path)?.[1]?.toLowerCase();
  return suffix !== undefined && knownLanguages.includes(suffix) ? suffix : undefined;
}

/** What a folder with an `_index` file, or a top folder, is to Hugo. */
export function kindOfBranch(folders: readonly string[], { taxonomies }: SiteConfig): PageKind {
  const [first] = folders;
  if (first === undefined) return "home";
  if (!taxonomies.includes(toLower(first))) return "section";
  return folders.length === 1 ? "taxonomy" : "term";
}

/**
 * Path of a content file's folder as Hugo compares it.
 * Source: gohugoio/hugo, common/paths/pathparser.go (NormalizePathStringBasic)
 */
export function normalizeFolder(folder: string): string {
  return toLower(folder).replaceAll(" ", "-");
}

/** The parts of a page's `.Path`. Source: https://gohugo.io/methods/page/path/ */
export function logicalFolders({ kind, branch, name }: ContentPlace): readonly string[] {
  return kind === "page" ? [...branch, normalizeFolder(name)] : branch;
}

/** Whether a content file is a section's or another list's own. */
export function isBranch(path: string, config: SiteConfig): boolean {
  return path.includes("_index.") && fileName(path, languageIn(path, config)) === "_index";
}

/** Without extension and language. */
function fileName(path: string, language: string | undefined): string {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");
  return language === undefined ? name : name.slice(0, -language.length - 1);
}
