import { readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import fastGlob from "fast-glob";
import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { MigrationError } from "../comment/migration-error.ts";

/** Patterns for the addresses of pages, by section. */
export type PermalinkPatterns = Readonly<Record<string, string>>;

/** The part of a Hugo site's configuration that decides over page addresses. */
export interface SiteConfig {
  readonly baseUrl: string;
  readonly contentDir: string;
  readonly buildDrafts: boolean;
  readonly buildFuture: boolean;
  readonly buildExpired: boolean;
  readonly uglyUrls: boolean;
  readonly disablePathToLower: boolean;
  readonly removePathAccents: boolean;
  readonly defaultContentLanguage: string;
  readonly permalinks: {
    /** For pages, by top-level section. */
    readonly page: PermalinkPatterns;
    /** For section pages (`_index`). */
    readonly section: PermalinkPatterns;
  };
}

const patterns = z.record(z.string(), z.string());

const schema = z.object({
  baseurl: z.string().default(""),
  contentdir: z.string().default("content"),
  builddrafts: z.boolean().default(false),
  buildfuture: z.boolean().default(false),
  buildexpired: z.boolean().default(false),
  uglyurls: z
    .union([z.boolean(), z.record(z.string(), z.unknown()).transform(() => false)])
    .default(false),
  disablepathtolower: z.boolean().default(false),
  removepathaccents: z.boolean().default(false),
  defaultcontentlanguage: z.string().default("en"),
  permalinks: z.record(z.string(), z.union([z.string(), patterns])).default({}),
});

/**
 * Reads the site's configuration: `hugo.*` or `config.*` in the site's folder, and
 * `config/_default/`. A site without one has Hugo's defaults.
 * @throws MigrationError `malformed-site-config` naming the file
 * Source: https://gohugo.io/configuration/introduction/
 */
export async function readSiteConfig(siteDir: string): Promise<SiteConfig> {
  const names = ["hugo", "config"].flatMap((name) =>
    ["toml", "yaml", "yml", "json"].map((extension) => `${name}.${extension}`),
  );
  const found = await fastGlob([...names, "config/_default/*.{toml,yaml,yml,json}"], {
    cwd: siteDir,
    followSymbolicLinks: false,
  });
  const rootFile = names.find((name) => found.includes(name));
  const defaults = found.filter((file) => file.startsWith("config/_default/")).sort();
  let config: Record<string, unknown> = {};
  for (const file of [...defaults, ...(rootFile === undefined ? [] : [rootFile])]) {
    config = { ...config, ...(await readPart(siteDir, file)) };
  }
  const parsed = schema.safeParse(config);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw malformed(rootFile ?? "config/_default", `${issue?.path.join(".")}: ${issue?.message}`);
  }
  return toSiteConfig(parsed.data);
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
  return extension === ".json" ? JSON.parse(text) : parseYaml(text);
}

function lowerCaseTopKeys(value: unknown): Record<string, unknown> {
  const entries = Object.entries(z.record(z.string(), z.unknown()).parse(value ?? {}));
  return Object.fromEntries(entries.map(([key, inner]) => [key.toLowerCase(), inner]));
}

function toSiteConfig(config: z.output<typeof schema>): SiteConfig {
  const flat: Record<string, string> = {};
  const byKind: Record<string, PermalinkPatterns> = {};
  for (const [key, value] of Object.entries(config.permalinks)) {
    if (typeof value === "string") flat[key.toLowerCase()] = value;
    else byKind[key.toLowerCase()] = lowerCased(value);
  }
  return {
    baseUrl: config.baseurl,
    contentDir: config.contentdir,
    buildDrafts: config.builddrafts,
    buildFuture: config.buildfuture,
    buildExpired: config.buildexpired,
    uglyUrls: config.uglyurls,
    disablePathToLower: config.disablepathtolower,
    removePathAccents: config.removepathaccents,
    defaultContentLanguage: config.defaultcontentlanguage,
    permalinks: { page: { ...flat, ...byKind["page"] }, section: byKind["section"] ?? {} },
  };
}

function lowerCased(table: PermalinkPatterns): PermalinkPatterns {
  return Object.fromEntries(
    Object.entries(table).map(([key, value]) => [key.toLowerCase(), value]),
  );
}

function malformed(file: string, words: string, cause?: unknown): MigrationError {
  return new MigrationError(
    "malformed-site-config",
    `The site's configuration ${file} can't be read: ${words}`,
    { remedy: "Correct the file; hugo config shows whether Hugo can read it.", cause },
  );
}
