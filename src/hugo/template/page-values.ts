import { createHash } from "node:crypto";
import { posix } from "node:path";
import { inLanguage, type SiteConfig } from "../config/site-config.ts";
import type { ContentDate } from "../content/content-date.ts";
import { logicalFolders, placeOf } from "../content/content-place.ts";
import type { FrontMatter } from "../content/front-matter.ts";
import { dateValue } from "./date-value.ts";
import type { PageFacts } from "./page-facts.ts";
import { scratch } from "./scratch.ts";
import {
  Dict,
  type HugoObject,
  objectWith,
  paramsOf,
  toValue,
  unknown,
  type Value,
} from "./value.ts";

/** The site as templates see it. Source: https://gohugo.io/methods/site/ */
export function siteValue(config: SiteConfig, language: string): HugoObject {
  const own = inLanguage(config, language);
  const params = paramsOf(own.params);
  const isDefault = language === config.defaultContentLanguage;
  const isPlain = isDefault && !config.defaultContentLanguageInSubdir;
  const site: HugoObject = objectWith({
    Title: () => own.title,
    // Versions of Hugo differ over a slash that the configuration leaves out.
    BaseURL: () => (config.baseUrl.endsWith("/") ? config.baseUrl : unknown),
    Params: () => params,
    Param:
      () =>
      ([key = null]) =>
        typeof key === "string" ? nested(params, key) : unknown,
    Language: () => languageValue(language),
    LanguagePrefix: () => (isPlain ? "" : `/${language}`),
    IsMultiLingual: () => config.languages.length > 1,
    IsServer: () => false,
    BuildDrafts: () => config.buildDrafts,
    Site: () => site,
  });
  return site;
}

/** A page as templates see it. Source: https://gohugo.io/methods/page/ */
export function pageValue(
  facts: PageFacts,
  site: HugoObject,
  config: SiteConfig,
  unsure: { readonly depth: number },
): HugoObject {
  const { frontMatter, dates, kind, language, section } = facts;
  const params = pageParams(frontMatter);
  const kept = scratch(unsure);
  const store = scratch(unsure);
  const text = (key: string, fallback: Value) => {
    const value = toValue(frontMatter[key]);
    return value === null ? fallback : value;
  };
  const page: HugoObject = objectWith({
    Params: () => params,
    Param:
      () =>
      ([key = null]) => {
        if (typeof key !== "string") return unknown;
        const own = nested(params, key);
        return own === null ? nested(site.field("Params"), key) : own;
      },
    Title: () => text("title", unknown),
    LinkTitle: () => text("linktitle", text("title", unknown)),
    Description: () => text("description", ""),
    Slug: () => text("slug", ""),
    Layout: () => text("layout", ""),
    Draft: () => text("draft", false),
    Weight: () => text("weight", 0),
    Keywords: () => text("keywords", []),
    Aliases: () => text("aliases", []),
    Type: () => text("type", section === "" ? "page" : section),
    Section: () => section,
    Kind: () => kind,
    IsPage: () => kind === "page",
    IsNode: () => kind !== "page",
    IsHome: () => kind === "home",
    IsSection: () => kind === "section",
    RelPermalink: () => facts.pageId ?? unknown,
    Permalink: () => facts.permalink ?? unknown,
    Path: () => logicalPath(facts.path, config),
    Date: () => dateOf(dates.isOnlyKnownToBuild ? undefined : dates.date),
    PublishDate: () => dateOf(dates.publishDate),
    Lang: () => language,
    Language: () => languageValue(language),
    File: () => fileValue(facts.path, config),
    Site: () => site,
    Page: () => page,
    Scratch: () => kept,
    Store: () => store,
  });
  return page;
}

/** Front matter's own `params` are parameters of the page like its other keys. */
function pageParams(frontMatter: FrontMatter): Dict {
  const all = paramsOf(frontMatter);
  const inner = all.get("params");
  return inner instanceof Dict ? new Dict([...all.entries, ...inner.entries], true) : all;
}

function nested(params: Value, key: string): Value {
  if (params instanceof Dict && params.entries.has(key.toLowerCase())) return params.get(key);
  let value = params;
  for (const name of key.split(".")) value = value instanceof Dict ? value.get(name) : null;
  return value;
}

function dateOf(date: ContentDate | undefined): Value {
  return date === undefined ? unknown : dateValue(date);
}

function languageValue(language: string): HugoObject {
  return objectWith({ Lang: () => language });
}

/** Source: https://gohugo.io/methods/page/path/ */
function logicalPath(path: string, config: SiteConfig): string {
  return `/${logicalFolders(placeOf(path, config)).join("/")}`;
}

/** Source: https://gohugo.io/methods/page/file/ */
function fileValue(path: string, config: SiteConfig): HugoObject {
  const { base, name, ext, dir } = posix.parse(path);
  const suffix = posix.extname(name).slice(1).toLowerCase();
  const plainName = config.languages.includes(suffix) ? name.slice(0, -suffix.length - 1) : name;
  const isBundle = plainName === "index" || plainName === "_index";
  return objectWith({
    UniqueID: () => createHash("md5").update(path).digest("hex"),
    Path: () => path,
    // Hugo gives a slash for the content folder itself before 0.123, and nothing since.
    Dir: () => (dir === "" ? unknown : `${dir}/`),
    LogicalName: () => base,
    BaseFileName: () => name,
    TranslationBaseName: () => plainName,
    ContentBaseName: () => (isBundle && dir !== "" ? posix.basename(dir) : plainName),
    Ext: () => ext.slice(1),
    Section: () => (dir === "" ? unknown : (path.split("/")[0] ?? "")),
  });
}
