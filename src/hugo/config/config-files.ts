import { readdir, readFile, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import fastGlob from "fast-glob";
import { YAMLException } from "js-yaml";
import { parse as parseToml, TomlError } from "smol-toml";
import { linksOut } from "../../files/links-out.ts";
import { shownPath } from "../../files/shown-path.ts";
import { readReason } from "../../files/system-error.ts";
import { readYaml } from "../text/hugo-yaml.ts";
import { asTable, type ConfigTable, layOver } from "./config-table.ts";
import { siteConfigMessages } from "./messages.ts";

const extensions = ["toml", "yaml", "yml", "json"];
/** In the order in which Hugo looks for them. */
export const mainConfigFiles = ["hugo", "config"].flatMap((name) =>
  extensions.map((extension) => `${name}.${extension}`),
);

const largestMiB = 4;

/**
 * The configuration in a site's folder: `hugo.*`, else `config.*`, overridden by `config/_default/`,
 * and that by the folder of the environment. Undefined where there is none.
 * @param folder absolute; links that lead out of it are not followed
 * @throws MigrationError `malformed-site-config` naming file and line
 * Source: https://gohugo.io/configuration/introduction/; gohugoio/hugo, config/configLoader.go
 */
export async function readConfigFiles(
  folder: string,
  environment: string,
): Promise<ConfigTable | undefined> {
  const files = await readEachConfigFile(folder, environment);
  const parts = files.map(({ table }) => table);
  return parts.length === 0 ? undefined : parts.reduce(layOver);
}

/** A file of the configuration, and what it adds to the whole. */
interface ConfigPart {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly table: ConfigTable;
}

/** The files of {@link readConfigFiles}, each over those before it. */
export async function readEachConfigFile(
  folder: string,
  environment: string,
): Promise<readonly ConfigPart[]> {
  const found = await namesIn(folder);
  const main = mainConfigFiles.find((name) => found.includes(name));
  const parts: ConfigPart[] = [];
  if (main !== undefined) parts.push(await readPart(join(folder, main), folder));
  for (const name of found.includes("config") ? ["_default", environment] : []) {
    const split = await fastGlob(`config/${fastGlob.escapePath(name)}/**/*.{${extensions}}`, {
      cwd: folder,
      followSymbolicLinks: false,
    });
    for (const file of split.sort()) {
      const part = await readPart(join(folder, file), folder);
      const stem = basename(part.path, extname(part.path));
      parts.push({ ...part, table: inItsPlace(stem, part.table) });
    }
  }
  return parts;
}

/** A folder that is not there has none. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** `params.toml` holds the table `params`, `params.de.toml` that of a language. */
function inItsPlace(name: string, table: ConfigTable): ConfigTable {
  if (name === "hugo" || name === "config") return table;
  const language = extname(name).slice(1).toLowerCase();
  const section = basename(name, extname(name)).toLowerCase();
  const [only, ...others] = Object.keys(table);
  const content = only === section && others.length === 0 ? table[section] : table;
  if (language === "") return { [section]: content };
  const isPart = ["menu", "menus", "params"].includes(section);
  return { languages: { [language]: isPart ? { [section]: content } : content } };
}

async function readPart(file: string, siteDir: string): Promise<ConfigPart> {
  const shown = shownPath(siteDir, file);
  const location = { file: shown, line: 1 };
  const text = await readText(file, siteDir).catch((error: unknown) => {
    const reason = readReason(error);
    if (reason === undefined) throw error;
    const words = { file: shown, reason };
    throw siteConfigMessages.error("malformed-site-config/unreadable", words, {
      location,
      cause: error,
    });
  });
  let table: ConfigTable | undefined;
  try {
    table = asTable(parse(text, extname(file)) ?? {});
  } catch (error) {
    const place = { file: shown, line: lineOf(error) };
    throw siteConfigMessages.error(
      "malformed-site-config/syntax",
      { ...place, reason: wordsOf(error) },
      { location: place, cause: error },
    );
  }
  if (table === undefined) {
    throw siteConfigMessages.error("malformed-site-config/no-table", { file: shown }, { location });
  }
  return { path: file, text, table };
}

async function readText(file: string, siteDir: string): Promise<string> {
  const shown = shownPath(siteDir, file);
  const location = { file: shown, line: 1 };
  if (await linksOut(file, siteDir)) {
    throw siteConfigMessages.error("malformed-site-config/link", { file: shown }, { location });
  }
  if ((await stat(file)).size > largestMiB * 1024 * 1024) {
    const words = { file: shown, limit: largestMiB };
    throw siteConfigMessages.error("malformed-site-config/too-large", words, { location });
  }
  return readFile(file, "utf8");
}

function parse(text: string, extension: string): unknown {
  if (extension === ".toml") return parseToml(text);
  return extension === ".json" ? JSON.parse(text) : readYaml(text);
}

function wordsOf(error: unknown): string {
  if (error instanceof YAMLException) return error.reason;
  return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
}

function lineOf(error: unknown): number {
  if (error instanceof YAMLException) return (error.mark?.line ?? 0) + 1;
  return error instanceof TomlError ? error.line : 1;
}
