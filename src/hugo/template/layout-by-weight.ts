import type { SiteConfig } from "../config/site-config.ts";
import { logicalFolders, placeOf } from "../content/content-place.ts";
import { nameIn } from "./layout-by-folder.ts";
import type { PageFacts } from "./page-facts.ts";

/** For which pages a layout file is, by its path. */
interface LayoutFile {
  readonly path: string;
  /** Empty, or with a slash at its start. */
  readonly folder: string;
  readonly kind: string | undefined;
  /** `single`, `list`, `all`, or a name of the site's own. */
  readonly layout: string | undefined;
  readonly isBase: boolean;
  readonly language: string | undefined;
  readonly hasFormat: boolean;
}

const kinds = new Set(["page", "home", "section", "taxonomy", "term"]);

/**
 * Chooses layouts as Hugo 0.146 and newer do: the one that says most about the page, unless a nearer
 * folder has one.
 * Source: gohugoio/hugo, tpl/tplimpl/templatestore.go (isBetter), templatedescriptor.go (doCompare)
 */
export class WeighedLayouts {
  readonly #layouts: readonly LayoutFile[];
  readonly #config: SiteConfig;

  /** @param paths of the layouts, below the layouts folder, in lower case */
  constructor(paths: readonly string[], config: SiteConfig) {
    this.#config = config;
    const own = paths.flatMap((path) => layoutFileOf(path, config.languages) ?? []);
    const sections = own.flatMap(forSection).sort((one, other) => one.rank - other.rank);
    const bySection = new Map(sections.toReversed().map((one) => [keyOf(one.layout), one.layout]));
    this.#layouts = [
      ...own.filter((one) => !bySection.has(keyOf(one))),
      ...bySection.values(),
    ].sort((one, other) => {
      const depth = slashes(one.folder) - slashes(other.folder);
      return depth !== 0 ? depth : one.path < other.path ? -1 : 1;
    });
  }

  /** The path of the page's layout; undefined where there is none. */
  layoutOf(facts: PageFacts): string | undefined {
    return this.#best(facts, ({ isBase }) => !isBase);
  }

  /** The path of the base for a layout of the page; undefined where there is none. */
  baseOf(layoutPath: string, facts: PageFacts): string | undefined {
    const layout = this.#layouts.find(({ path }) => path === layoutPath);
    return layout === undefined ? undefined : this.#best(facts, (base) => suits(base, layout));
  }

  #best(facts: PageFacts, isCandidate: (layout: LayoutFile) => boolean): string | undefined {
    const key = this.#keyOf(facts);
    let best: { readonly layout: LayoutFile; readonly weight: Weight } | undefined;
    for (const layout of this.#layouts) {
      const { folder } = layout;
      if (!isCandidate(layout) || (key !== folder && !key.startsWith(`${folder}/`))) continue;
      const weight = weightOf(layout, facts, slashes(key) - slashes(folder));
      if (weight === undefined) continue;
      if (best === undefined || isBetter(weight, layout, best.weight, best.layout)) {
        best = { layout, weight };
      }
    }
    return best?.layout.path;
  }

  /** The page's path with its type for its section. */
  #keyOf({ path, frontMatter }: PageFacts): string {
    const place = placeOf(path, this.#config);
    const parts = [...logicalFolders(place)];
    const hasSection = place.folders.length > 0;
    const type = nameIn(frontMatter["type"]);
    if (type !== undefined && parts[0] !== type)
      parts.splice(0, hasSection ? 1 : parts.length, type);
    return parts.map((part) => `/${part}`).join("");
  }
}

interface Weight {
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly language: number;
  readonly distance: number;
}

function weightOf(layout: LayoutFile, facts: PageFacts, distance: number): Weight | undefined {
  const standard = facts.kind === "page" ? "single" : "list";
  const own = nameIn(facts.frontMatter["layout"]);
  if (layout.kind !== undefined && layout.kind !== facts.kind) return undefined;
  if (layout.language !== undefined && layout.language !== facts.language) return undefined;
  const name = layout.layout;
  if (name !== undefined && name !== "all" && name !== own && name !== standard) return undefined;
  let first = 2;
  let second = 0;
  if (layout.kind !== undefined) {
    first += 5;
    second = 1;
  }
  if (name === standard || name === "all") {
    first += name === "all" ? 2 : 4;
    second = 1;
  }
  if (own !== undefined && name === own) {
    first += 6;
    second = 2;
  }
  const language = layout.language === undefined ? 0 : 1;
  const format = layout.hasFormat ? 4 : 0;
  return {
    first: first + language + format,
    second,
    third: format === 0 ? 1 : 2,
    language,
    distance,
  };
}

function isBetter(weight: Weight, layout: LayoutFile, best: Weight, bestLayout: LayoutFile) {
  if (weight.distance < best.distance) {
    if (weight.language < best.language || weight.second < best.second) return false;
    if (weight.third < best.third) return false;
  } else if (weight.first < best.first) return false;
  const isEqual =
    weight.first === best.first && weight.second === best.second && weight.third === best.third;
  if (!isEqual || weight.distance < best.distance) return true;
  return layout.path < bestLayout.path;
}

/** Whether a base is made for a layout of this kind and name. */
function suits(base: LayoutFile, { kind, layout }: LayoutFile): boolean {
  const isForKind = base.kind === undefined || base.kind === kind;
  const isForName = base.layout === undefined || base.layout === "all" || base.layout === layout;
  return base.isBase && isForKind && isForName;
}

function layoutFileOf(path: string, languages: readonly string[]): LayoutFile | undefined {
  if (/(?:^|\/)(?:_?shortcodes|_?partials|_markup)\//.test(path)) return undefined;
  const [, inFolder = "", file = ""] = /^((?:.*\/)?)([^/]+)\.html$/.exec(path) ?? [];
  const [base = "", ...marks] = file.split(".");
  if (base === "" || marks.some((mark) => !isMark(mark, languages))) return undefined;
  const [, ofBase] = /^(.+)-baseof$/.exec(base) ?? [];
  const isBase = base === "baseof" || ofBase !== undefined;
  const names = [...(isBase ? [] : [base]), ...(ofBase === undefined ? [] : [ofBase]), ...marks];
  const plain = names.map((name) => (name === "index" ? "home" : name));
  return {
    path,
    folder: `/${inFolder}`.replace(/^\/_default\//, "/").replace(/\/$/, ""),
    kind: plain.find((name) => kinds.has(name)),
    layout: plain.find((name) => !kinds.has(name) && name !== "html" && !languages.includes(name)),
    isBase,
    language: marks.find((mark) => languages.includes(mark)),
    hasFormat: marks.includes("html"),
  };
}

/**
 * A file that older versions of Hugo took for the page of a section; the one with the lowest rank
 * wins, also over a file of the new kind.
 * Source: gohugoio/hugo, tpl/tplimpl/legacy.go (legacySectionMappings)
 */
function forSection(file: LayoutFile): readonly { rank: number; layout: LayoutFile }[] {
  const [, inFolder = "", name = ""] = /^(?:([^/]+)\/)?([^/.]+)[^/]*$/.exec(file.path) ?? [];
  if (file.isBase || inFolder === "") return [];
  const as = (rank: number, folder: string) => [
    { rank, layout: { ...file, folder, kind: "section", layout: undefined } },
  ];
  const isStandard = kinds.has(name) || name === "list" || name === "single" || name === "all";
  if (inFolder === "section" && name === "section") return as(2, "");
  if (inFolder === "section" && name === "list") return as(3, "");
  if (isStandard) return [];
  if (inFolder === name) return as(0, `/${name}`);
  if (inFolder === "section") return as(1, `/${name}`);
  return inFolder === "_default" ? as(4, `/${name}`) : [];
}

function keyOf({ folder, kind, layout, isBase, language, hasFormat }: LayoutFile): string {
  return JSON.stringify([folder, kind, layout, isBase, language, hasFormat]);
}

function isMark(mark: string, languages: readonly string[]): boolean {
  return (
    mark === "html" ||
    mark === "single" ||
    mark === "list" ||
    mark === "all" ||
    kinds.has(mark) ||
    languages.includes(mark)
  );
}

function slashes(path: string): number {
  return path.split("/").length - 1;
}
