import { inLanguage, type SiteConfig } from "../config/site-config.ts";
import {
  type BranchCascades,
  branchKey,
  cascadeRules,
  rulesFor,
  withCascade,
} from "../content/cascade.ts";
import type { ContentFilePlace } from "../content/content-files.ts";
import { kindOfBranch, normalizeFolder } from "../content/content-place.ts";
import type { FrontMatter } from "../content/front-matter.ts";

/** The sections of a site, and what they say about the addresses of the pages in them. */
export interface Branches {
  /** Whether a folder, in Hugo's normal form, has an `_index` file. */
  has(folders: readonly string[]): boolean;
  /** Front matter of a section, with what is handed down to it; empty where it has none. */
  frontMatterOf(folders: readonly string[], language: string): FrontMatter;
  /** What is handed down to the pages in a folder, the nearest first. */
  rulesFor(folders: readonly string[], language: string): ReturnType<typeof rulesFor>;
}

/** What the sections are known by. */
interface BranchSources {
  readonly config: SiteConfig;
  readonly files: readonly ContentFilePlace[];
  /** What `_index` files hold, by {@link branchKey}, as far as it matters for other pages. */
  readonly frontMatters: ReadonlyMap<string, FrontMatter>;
}

/** Source: https://gohugo.io/content-management/sections/ */
export function createBranches({ config, files, frontMatters }: BranchSources): Branches {
  const folders = new Set(
    files
      .filter(({ isBranch }) => isBranch)
      .map(({ path }) => path.split("/").slice(0, -1).map(normalizeFolder).join("/")),
  );
  const cascades: BranchCascades = new Map(
    [...frontMatters].map(([key, { cascade }]) => [key, cascadeRules(cascade)]),
  );
  const ofSite = new Map(
    config.languages.map((code) => [code, cascadeRules(inLanguage(config, code).cascade)]),
  );
  const complete = new Map<string, FrontMatter>();
  const rules = (path: readonly string[], language: string) =>
    rulesFor(path, language, cascades, ofSite.get(language) ?? []);
  const frontMatterOf = (path: readonly string[], language: string): FrontMatter => {
    const key = branchKey(path, language);
    const known = complete.get(key);
    if (known !== undefined) return known;
    const frontMatter = withCascade(frontMatters.get(key) ?? {}, rules(path, language), {
      kind: kindOfBranch(path, inLanguage(config, language)),
      path: `/${path.join("/")}`,
      language,
      environment: config.environment,
    });
    complete.set(key, frontMatter);
    return frontMatter;
  };
  return {
    has: (path) => folders.has(path.join("/")),
    frontMatterOf: (path, language) => {
      const isSection = path.length === 1 || folders.has(path.join("/"));
      return isSection ? frontMatterOf(path, language) : {};
    },
    rulesFor: rules,
  };
}
