import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { environmentOf } from "../program/run-hugo.ts";
import { readConfigFiles } from "./config-files.ts";
import type { ConfigTable } from "./config-table.ts";

/** The themes that a site's own configuration names, by where they are. */
interface NamedThemes {
  /** Names of those that are in the repository. */
  readonly present: readonly string[];
  /** Absolute paths of folders that are not there, or empty. */
  readonly missing: readonly string[];
  /** Paths of modules that Hugo fetches. */
  readonly modules: readonly string[];
}

const names = z.union([z.string().transform((name) => [name]), z.array(z.string())]).catch([]);
const imports = z
  .array(z.object({ path: z.string(), disable: z.boolean().default(false) }))
  .catch([]);
const moduleOf = z.object({ imports: z.unknown() }).catch({ imports: undefined });

/**
 * Looks for the themes of a site, as its configuration names them by `theme` and `module.imports`.
 * @param siteDir absolute
 * @throws MigrationError `malformed-site-config`
 * Source: https://gohugo.io/hugo-modules/configuration/#module-configuration-imports
 */
export async function findNamedThemes(
  siteDir: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<NamedThemes> {
  const config = (await readConfigFiles(siteDir, environmentOf(env))) ?? {};
  const themesDir = resolve(siteDir, z.string().catch("themes").parse(config["themesdir"]));
  const present: string[] = [];
  const missing: string[] = [];
  const modules: string[] = [];
  for (const name of namesIn(config)) {
    const folder = resolve(themesDir, name);
    const isHere = (await hasEntries(folder)) || (await hasEntries(join(siteDir, "_vendor", name)));
    if (isHere) present.push(name);
    else if (isFetched(name)) modules.push(name);
    else missing.push(folder);
  }
  return { present, missing, modules };
}

function namesIn(config: ConfigTable): readonly string[] {
  const ofModule = imports.parse(moduleOf.parse(config["module"]).imports);
  const imported = ofModule.filter(({ disable }) => !disable).map(({ path }) => path);
  return [...new Set([...names.parse(config["theme"]), ...imported])].filter((name) => name !== "");
}

/** The path of a module begins with a host name, as Go has it. */
function isFetched(name: string): boolean {
  const [first = "", ...others] = name.split("/");
  return others.length > 0 && /^[^.]+\..+/.test(first);
}

/** Whether something is in a folder: that of a submodule which was not checked out is empty. */
export async function hasEntries(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length > 0;
}
