import type { PageFacts } from "./page-facts.ts";

/** The files, without extension, among which Hugo looks for a page's layout, the best one first. */
interface LayoutCandidates {
  readonly layout: readonly string[];
  readonly base: readonly string[];
}

/**
 * The order of Hugo before 0.146: by type of page, then `_default`.
 * Source: gohugoio/hugo at v0.145.0, output/layouts/layout.go (resolvePageTemplate)
 */
export function layoutsByFolder(facts: PageFacts): LayoutCandidates {
  const { kind, frontMatter, section } = facts;
  const own = nameIn(frontMatter["layout"]);
  const type = nameIn(frontMatter["type"]) ?? (section === "" ? "page" : section);
  const folders = [type];
  const names = own === undefined ? [] : [own];
  const ofSection = section === "" ? [] : [section];
  switch (kind) {
    case "page":
      names.push("single");
      folders.push(...ofSection);
      break;
    case "home":
      names.push("index", "home");
      folders.push("");
      break;
    case "section":
      names.push(...ofSection, "section");
      folders.push(...ofSection, "section");
      break;
    case "term":
      names.push("term", ...ofSection, "taxonomy");
      folders.push("term", "taxonomy", ...ofSection);
      break;
    case "taxonomy":
      names.push(...ofSection.map((name) => `${name}.terms`), "terms", "taxonomy");
      folders.push(...ofSection, "taxonomy");
      break;
  }
  folders.push("_default");
  if (kind !== "page") names.push("list");
  const inFolders = (files: readonly string[]) =>
    folders.flatMap((folder) => files.map((name) => (folder === "" ? name : `${folder}/${name}`)));
  return {
    layout: inFolders(names),
    base: inFolders([...names.map((name) => `${name}-baseof`), "baseof"]),
  };
}

/** Front matter's `type` or `layout` in lower case; undefined where it has none. */
export function nameIn(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value.toLowerCase() : undefined;
}
