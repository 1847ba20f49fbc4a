import { z } from "zod";
import type { Finding } from "../../comment/finding.ts";
import { MigrationError } from "../../comment/migration-error.ts";
import { liesIn } from "../../files/links-out.ts";
import { toLower } from "../text/url-path.ts";
import { readConfigFiles } from "./config-files.ts";
import { asTable, type ConfigTable, layUnder } from "./config-table.ts";
import { environmentOf, type HugoEnv, withEnvironment } from "./env-overrides.ts";
import { findModules } from "./modules.ts";
import { type Mount, moduleMounts, projectMounts } from "./mounts.ts";
import { mountsInside } from "./outside-mounts.ts";
import { type PageSettings, pageSettings } from "./page-settings.ts";

/** The part of a Hugo site's configuration that decides over page addresses and comment sections. */
export interface SiteConfig extends PageSettings {
  /** Relative to the site's folder. */
  readonly contentDir: string;
  /** Relative to the site's folder. */
  readonly publishDir: string;
  /** The project's first, then those of themes and modules in Hugo's order: the first one wins. */
  readonly mounts: readonly Mount[];
  readonly defaultContentLanguage: string;
  readonly defaultContentLanguageInSubdir: boolean;
  /** Codes in lower case, the default one included, of the languages that are built. */
  readonly languages: readonly string[];
  /** The same with those that are switched off: file names may hold them too. */
  readonly knownLanguages: readonly string[];
  /** By code; empty where the site names no languages. */
  readonly languageSettings: Readonly<Record<string, PageSettings>>;
  /** Each language has an address of its own, and no page has a language in its path. */
  readonly isMultihost: boolean;
  /** The environment that is built for. */
  readonly environment: string;
  /** Patterns of files that are no content. */
  readonly ignoredFiles: readonly string[];
  /** Themes and modules that are missing. */
  readonly findings: readonly Finding[];
}

const words = z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([]);
const flag = z.union([z.boolean(), z.string().transform((word) => word === "true")]);

const siteSettings = z.looseObject({
  contentdir: z.string().default("content"),
  publishdir: z.string().default("public"),
  defaultcontentlanguage: z.string().toLowerCase().default("en"),
  defaultcontentlanguageinsubdir: flag.default(false),
  disablelanguages: words,
  ignorefiles: words,
  languages: z.record(z.string(), z.unknown()).default({}),
});

/** What the user says about the site beside its configuration. */
interface SiteOverrides {
  /** Relative to the site. */
  readonly contentDir?: string | undefined;
  readonly baseUrl?: string | undefined;
  /** Absolute; what lies outside of it is not the site's. The site's folder where it is left out. */
  readonly repositoryDir?: string | undefined;
}

/**
 * Reads the site's configuration with its themes' and modules', as Hugo puts them together. A site
 * without one has Hugo's defaults.
 * @param siteDir absolute
 * @param env variables `HUGO_…` override the configuration
 * @throws MigrationError `malformed-site-config` naming file and line
 * Source: https://gohugo.io/configuration/introduction/
 */
export async function readSiteConfig(
  siteDir: string,
  env: HugoEnv = {},
  { contentDir, baseUrl, repositoryDir = siteDir }: SiteOverrides = {},
): Promise<SiteConfig> {
  const environment = environmentOf(env);
  // A site outside of the folder that the user works in was named by the user.
  const root = liesIn(siteDir, repositoryDir) ? repositoryDir : siteDir;
  const files = (await readConfigFiles(siteDir, environment, { tellFrom: siteDir, root })) ?? {};
  const own = {
    ...withEnvironment(files, env),
    ...(contentDir === undefined ? {} : { contentdir: contentDir }),
    ...(baseUrl === undefined ? {} : { baseurl: baseUrl }),
  };
  const { modules, findings } = await findModules(own, { siteDir, root, environment, env });
  const table = modules.map(({ config }) => config).reduce<ConfigTable>(layUnder, own);

  const site = parse(siteSettings, table);
  const all = languagesOf(site.languages);
  const languages = all.filter(
    ({ code, config }) => config["disabled"] !== true && !site.disablelanguages.includes(code),
  );
  const settings = parse(pageSettings, table);
  const inside = await mountsInside(
    projectMounts(siteDir, table, languages),
    (await Promise.all(modules.map(moduleMounts))).flat(),
    root,
  );
  const main = site.defaultcontentlanguage;
  const codes = languages.map(({ code }) => code);
  return {
    ...settings,
    contentDir: site.contentdir,
    publishDir: site.publishdir,
    mounts: inside.mounts,
    defaultContentLanguage: main,
    defaultContentLanguageInSubdir: site.defaultcontentlanguageinsubdir,
    languages: codes.length === 0 ? [main] : codes,
    knownLanguages: all.length === 0 ? [main] : all.map(({ code }) => code),
    languageSettings: Object.fromEntries(
      languages.map(({ code, config }) => [code, languageSettings(table, config)]),
    ),
    isMultihost: languages.some(({ config }) => config["baseurl"] !== undefined),
    environment,
    ignoredFiles: site.ignorefiles,
    findings: [...findings, ...inside.findings],
  };
}

/** The settings that hold for the pages of a language. */
export function inLanguage(config: SiteConfig, code: string): SiteConfig {
  const known = byLanguage.get(config) ?? new Map<string, SiteConfig>();
  byLanguage.set(config, known);
  const inThis = known.get(code) ?? { ...config, ...config.languageSettings[code] };
  known.set(code, inThis);
  return inThis;
}

// Asked several times for each page.
const byLanguage = new WeakMap<SiteConfig, Map<string, SiteConfig>>();

function languagesOf(table: ConfigTable) {
  return Object.entries(table).map(([code, settings]) => ({
    code: toLower(code),
    config: asTable(settings) ?? {},
  }));
}

/**
 * A language's own setting replaces the site's, tables included, except for what is merged by
 * default or by `_merge`; ugly addresses hold for all languages.
 * Source: gohugoio/hugo, config/allconfig/allconfig.go (fromLoadConfigResult)
 */
function languageSettings(site: ConfigTable, language: ConfigTable): PageSettings {
  const { uglyurls: _, ...own } = language;
  return parse(pageSettings, { ...site, ...layUnder(own, site) });
}

function parse<T extends z.ZodType>(schema: T, table: ConfigTable): z.output<T> {
  const parsed = schema.safeParse(table);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new MigrationError(
    "malformed-site-config",
    `The site's configuration can't be used: ${issue?.path.join(".")}: ${issue?.message}`,
    { remedy: "Correct this setting; hugo config shows the whole configuration." },
  );
}
