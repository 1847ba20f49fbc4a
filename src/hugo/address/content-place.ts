import type { SiteConfig } from "../config/site-config.ts";
import type { PageKind } from "./page-kind.ts";
import { toLower } from "./url-path.ts";

/** What a content file is to Hugo, by its path. */
export interface ContentPlace {
  readonly kind: PageKind;
  readonly isBundle: boolean;
  /** Folders in which the page lies; a section's own, a leaf bundle's without its own. */
  readonly folders: readonly string[];
  /** Name of the file, or of its bundle's folder, without extension and language. */
  readonly name: string;
  /** The language in the file's name, where the site has that language. */
  readonly language: string | undefined;
}

/** Source: gohugoio/hugo, common/paths/pathparser.go */
export function placeOf(path: string, config: SiteConfig): ContentPlace {
  const folders = path.split("/");
  const file = (folders.pop() ?? "").replace(/\.[^.]+$/, "");
  const suffix = /\.([^.]+)$/.exec(file)?.[1]?.toLowerCase();
  const language = config.languages.find((code) => code === suffix);
  const name = language === undefined ? file : file.slice(0, -language.length - 1);
  if (name === "_index") {
    const kind = kindOfBranch(folders, config);
    return { kind, isBundle: true, folders, name: folders.at(-1) ?? "", language };
  }
  if (name === "index" && folders.length > 0) {
    const bundle = folders.at(-1) ?? "";
    return { kind: "page", isBundle: true, folders: folders.slice(0, -1), name: bundle, language };
  }
  return { kind: "page", isBundle: false, folders, name, language };
}

function kindOfBranch(folders: readonly string[], { taxonomies }: SiteConfig) {
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
