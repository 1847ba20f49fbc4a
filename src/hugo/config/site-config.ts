import { readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import fastGlob from "fast-glob";
import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { MigrationError } from "../../comment/migration-error.ts";
import type { PageKind } from "../address/page-kind.ts";
import { toLower } from "../address/url-path.ts";

/** Patterns for the addresses of pages, by folder. */
export type PermalinkPatterns = Readonly<Record<string, string>>;

/** A table of the configuration; keys are in lower case on every level, as Hugo has them. */
export type ConfigTable = Readonly<Record<string, unknown>>;

/** A folder or file that Hugo sees at another place. */
export interface Mount {
  /** Absolute. */
  readonly source: string;
  /** Where Hugo sees it: `content`, `content/blog`, `layouts`, `static`, … */
  readonly target: string;
  /** Code in lower case; undefined where it belongs to no language in particular. */
  readonly language: string | undefined;
}

/** What one language has of its own. */
export interface LanguageConfig {
  readonly title: string;
  /** The site's parameters, those of the language laid over them. */
  readonly params: ConfigTable;
}

/** The part of a Hugo site's configuration that decides over page addresses and comment sections. */
export interface SiteConfig {
  readonly title: string;
  readonly params: ConfigTable;
  /** By code in lower case; empty where the site names no languages. */
  readonly languageConfigs: Readonly<Record<string, LanguageConfig>>;
  /** The project's first, then those of themes and modules in Hugo's order: the first one wins. */
  readonly mounts: readonly Mount[];
  /** Relative to the site's folder. */
  readonly publishDir: string;
  readonly baseUrl: string;
  readonly contentDir: string;
  readonly buildDrafts: boolean;
  readonly buildFuture: boolean;
  readonly buildExpired: boolean;
  /** For all pages, or by top-level section. */
  readonly uglyUrls: boolean | Readonly<Record<string, boolean>>;
  /** Addresses relative to the server have no base path then. */
  readonly canonifyUrls: boolean;
  readonly disablePathToLower: boolean;
  readonly removePathAccents: boolean;
  readonly defaultContentLanguage: string;
  readonly defaultContentLanguageInSubdir: boolean;
  /** Codes in lower case, the default one included. */
  readonly languages: readonly string[];
  /** Folder names of the taxonomies, in lower case. */
  readonly taxonomies: readonly string[];
  /** By the kind of page, then by folder in Hugo's normal form; empty for pages in no folder. */
  readonly permalinks: Readonly<Record<PageKind, PermalinkPatterns>>;
}

const table = z.record(z.string(), z.unknown());
const patterns = z.record(z.string(), z.string());

const schema = z.object({
  baseurl: z.string().default(""),
  title: z.string().default(""),
  params: table.default({}),
  publishdir: z.string().default("public"),
  contentdir: z.string().default("content"),
  builddrafts: z.boolean().default(false),
  buildfuture: z.boolean().default(false),
  buildexpired: z.boolean().default(false),
  uglyurls: z
    .union([z.boolean(), z.record(z.string(), z.boolean()).transform(byFolder)])
    .default(false),
  canonifyurls: z.boolean().default(false),
  disablepathtolower: z.boolean().default(false),
  removepathaccents: z.boolean().default(false),
  defaultcontentlanguage: z.string().toLowerCase().default("en"),
  defaultcontentlanguageinsubdir: z.boolean().default(false),
  languages: z.record(z.string(), z.unknown()).default({}),
  taxonomies: z.record(z.string(), z.string()).default({ tag: "tags", category: "categories" }),
  permalinks: z.record(z.string(), z.union([z.string(), patterns])).default({}),
});

/**
 * Reads the site's configuration: `hugo.*` or `config.*` in the site's folder, overridden by
 * `config/_default/`, and that by `config/production/`. A site without one has Hugo's defaults.
 * @throws MigrationError `malformed-site-config` naming the file
 * Source: https://gohugo.io/configuration/introduction/
 */
export async function readSiteConfig(siteDir: string): Promise<SiteConfig> {
  const names = ["hugo", "config"].flatMap((name) =>
    ["toml", "yaml", "yml", "json"].map((extension) => `${name}.${extension}`),
  );
  const found = await fastGlob([...names, "config/{_default,production}/*.{toml,yaml,yml,json}"], {
    cwd: siteDir,
    followSymbolicLinks: false,
  });
  const rootFile = names.find((name) => found.includes(name));
  const inFolders = found.filter((file) => file.startsWith("config/")).sort();
  let config: Record<string, unknown> = {};
  for (const file of [...(rootFile === undefined ? [] : [rootFile]), ...inFolders]) {
    config = merge(config, await readPart(siteDir, file));
  }
  const parsed = schema.safeParse(config);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw malformed(rootFile ?? "config/_default", `${issue?.path.join(".")}: ${issue?.message}`);
  }
  return toSiteConfig(parsed.data, siteDir);
}

/** A file of `config/_default` other than `hugo.*` and `config.*` holds the section of its name. */
async function readPart(siteDir: string, file: string): Promise<Record<string, unknown>> {
  const text = await readFile(join(siteDir, file), "utf8");
  try {
    const values = lowerCaseTopKeys(parse(text, extname(file)));
    const section = basename(file, extname(file)).toLowerCase();
    return file.startsWith("config/") && section !== "hugo" && section !== "config"
      ? { [section]: values }
      : values;
  } catch (error) {
    const words = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw malformed(file, words, error);
  }
}

function parse(text: string, extension: string): unknown {
  if (extension === ".toml") return parseToml(text);
  return extension === ".json" ? JSON.parse(text) : parseYaml(text, { logLevel: "error" });
}

function lowerCaseTopKeys(value: unknown): Record<string, unknown> {
  const entries = Object.entries(z.record(z.string(), z.unknown()).parse(value ?? {}));
  return Object.fromEntries(entries.map(([key, inner]) => [key.toLowerCase(), inner]));
}

function merge(
  base: Readonly<Record<string, unknown>>,
  over: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const both = z.tuple([table, table]).safeParse([merged[key], value]);
    merged[key] = both.success ? merge(...both.data) : value;
  }
  return merged;
}

function toSiteConfig(config: z.output<typeof schema>, siteDir: string): SiteConfig {
  const plain: Record<string, string> = {};
  const byKind: Record<string, PermalinkPatterns> = {};
  for (const [key, value] of Object.entries(config.permalinks)) {
    if (typeof value === "string") plain[key] = value;
    else byKind[key.toLowerCase()] = byFolder(value);
  }
  const ofKind = (kind: string) => byKind[kind] ?? {};
  const forAll = byFolder(plain);
  const defaultContentLanguage = config.defaultcontentlanguage;
  return {
    title: config.title,
    params: config.params,
    languageConfigs: {},
    mounts: ["content", "layouts", "static", "assets"].map((target) => ({
      source: join(siteDir, target === "content" ? config.contentdir : target),
      target,
      language: undefined,
    })),
    publishDir: config.publishdir,
    baseUrl: config.baseurl,
    contentDir: config.contentdir,
    buildDrafts: config.builddrafts,
    buildFuture: config.buildfuture,
    buildExpired: config.buildexpired,
    uglyUrls: config.uglyurls,
    canonifyUrls: config.canonifyurls,
    disablePathToLower: config.disablepathtolower,
    removePathAccents: config.removepathaccents,
    defaultContentLanguage,
    defaultContentLanguageInSubdir: config.defaultcontentlanguageinsubdir,
    languages: [
      ...new Set([defaultContentLanguage, ...Object.keys(config.languages).map(toLower)]),
    ],
    taxonomies: Object.values(config.taxonomies).map(toLower),
    permalinks: {
      page: { ...forAll, ...ofKind("page") },
      term: { ...forAll, ...ofKind("term") },
      section: ofKind("section"),
      taxonomy: ofKind("taxonomy"),
      home: {},
    },
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

function malformed(file: string, words: string, cause?: unknown): MigrationError {
  return new MigrationError(
    "malformed-site-config",
    `The site's configuration ${file} can't be read: ${words}`,
    { remedy: "Correct the file; hugo config shows whether Hugo can read it.", cause },
  );
}
