import { basename, join } from "node:path";
import { liesIn } from "../../files/links-out.ts";
import { compareVersions, inFull } from "./hugo-version.ts";
import { readLoosely, valueAt } from "./loose-document.ts";
import { readSiteTexts, type SiteFolders } from "./site-texts.ts";
import type { NamedVersion } from "./wanted-version.ts";

const ownConfig = "{hugo,config}.{toml,yaml,yml,json}";
const configFolders = "config/{_default,production}/**/*.{toml,yaml,yml,json}";
const themeFiles = `{theme.toml,${ownConfig}}`;

/**
 * The oldest Hugo that a site and the themes it names work with, where they say so: the highest of
 * `module.hugoVersion.min` and a theme's `min_version`.
 * Source: https://gohugo.io/configuration/module/#hugoversion
 */
export async function findLowestVersion(folders: SiteFolders): Promise<NamedVersion | undefined> {
  const config = [
    ...(await readDocuments(folders.siteDir, ownConfig, folders)),
    ...(await readDocuments(folders.siteDir, configFolders, folders)),
  ];
  const limits = [...config, ...(await readThemes(config, folders))].flatMap(limitsIn);
  return limits.toSorted((a, b) => compareVersions(b.version, a.version))[0];
}

interface SiteDocument {
  readonly file: string;
  readonly document: unknown;
}

async function readDocuments(
  folder: string,
  pattern: string,
  folders: SiteFolders,
): Promise<readonly SiteDocument[]> {
  const texts = await readSiteTexts(folder, pattern, folders);
  return texts.map(({ file, text }) => ({ file, document: readLoosely(file, text) }));
}

/** A theme that no configuration names may lie about without being used. */
async function readThemes(
  config: readonly SiteDocument[],
  folders: SiteFolders,
): Promise<readonly SiteDocument[]> {
  const [themesDir = "themes"] = config
    .map(({ document }) => valueAt(document, "themesDir"))
    .filter((value) => typeof value === "string");
  const names = new Set(config.flatMap(themesNamedIn));
  const found: SiteDocument[] = [];
  for (const name of names) {
    const folder = join(folders.siteDir, themesDir, name);
    if (!liesIn(folder, folders.repositoryDir)) continue;
    found.push(...(await readDocuments(folder, themeFiles, folders)));
  }
  return found;
}

function themesNamedIn({ file, document }: SiteDocument): readonly string[] {
  const imports = valueAt(moduleOf(file, document), "imports");
  const paths = Array.isArray(imports) ? imports.map((one) => valueAt(one, "path")) : [];
  return [valueAt(document, "theme"), ...paths].flat().filter((name) => typeof name === "string");
}

/** `config/_default/module.toml` holds the table itself. */
function moduleOf(file: string, document: unknown): unknown {
  return /^module\./i.test(basename(file)) ? document : valueAt(document, "module");
}

function limitsIn({ file, document }: SiteDocument): readonly NamedVersion[] {
  const isTheme = basename(file) === "theme.toml";
  const written = isTheme
    ? valueAt(document, "min_version")
    : valueAt(moduleOf(file, document), "hugoVersion", "min");
  if (typeof written !== "string" && typeof written !== "number") return [];
  const version = inFull(String(written));
  return version === undefined ? [] : [{ version, file }];
}
