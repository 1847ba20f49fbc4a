import { readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import type { Finding } from "../../comment/finding.ts";
import { readConfigFiles } from "./config-files.ts";
import { asTable, type ConfigTable } from "./config-table.ts";
import type { HugoEnv } from "./env-overrides.ts";

/** A theme or module that the site is made of. */
export interface Module {
  readonly path: string;
  /** Absolute. */
  readonly dir: string;
  readonly config: ConfigTable;
  /** Mounts by which the importing side replaces the module's own. */
  readonly mounts: unknown;
  readonly hasMounts: boolean;
}

/** The modules of a site in Hugo's order: what stands earlier wins. */
interface Modules {
  readonly modules: readonly Module[];
  /** Those that are not on this machine. */
  readonly findings: readonly Finding[];
}

const flag = z.boolean().catch(false);
const importSchema = z
  .looseObject({
    path: z.string(),
    disable: flag,
    ignoreconfig: flag,
    ignoreimports: flag,
    nomounts: flag,
  })
  .partial({ disable: true, ignoreconfig: true, ignoreimports: true, nomounts: true });
const imports = z.array(importSchema).catch([]);
const words = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);

/** Where modules are looked for. */
interface ModuleSources {
  /** Absolute. */
  readonly siteDir: string;
  /** Absolute; links that lead out of it are not followed. */
  readonly root: string;
  readonly environment: string;
  readonly env: HugoEnv;
}

/**
 * Finds the themes and modules of a site: vendored, replaced, in the themes folder, or downloaded by
 * Go before. Nothing is downloaded.
 * Source: https://gohugo.io/configuration/module/; gohugoio/hugo, modules/collect.go
 */
export async function findModules(config: ConfigTable, sources: ModuleSources): Promise<Modules> {
  const { siteDir, root, environment } = sources;
  const files = { tellFrom: siteDir, root };
  const places = await modulePlaces(config, sources);
  const modules: Module[] = [];
  const findings: Finding[] = [];
  const add = async (owner: ConfigTable, seen: ReadonlySet<string>): Promise<void> => {
    for (const one of importsOf(owner)) {
      if (one.disable === true || seen.has(one.path)) continue;
      const dir = await places(one.path);
      if (dir === undefined) {
        findings.push(notFound(one.path));
        continue;
      }
      const own =
        one.ignoreconfig === true ? {} : ((await readConfigFiles(dir, environment, files)) ?? {});
      const hasMounts = one.nomounts !== true;
      modules.push({ path: one.path, dir, config: own, mounts: one["mounts"], hasMounts });
      if (one.ignoreimports !== true) await add(own, new Set([...seen, one.path]));
    }
  };
  await add(config, new Set());
  return { modules, findings };
}

function importsOf(config: ConfigTable) {
  const themes = words.parse(config["theme"]).map((path) => ({ path }));
  return [...imports.parse(asTable(config["module"])?.["imports"]), ...imports.parse(themes)];
}

async function modulePlaces(config: ConfigTable, { siteDir, env }: ModuleSources) {
  const themesDir = resolve(siteDir, z.string().catch("themes").parse(config["themesdir"]));
  const replacements = replacementsOf(config);
  const goMod = await readFile(join(siteDir, "go.mod"), "utf8").catch(() => "");
  const cache = moduleCache(env);
  return async (path: string): Promise<string | undefined> => {
    const replaced = replacements.get(path);
    const candidates = [
      ...(replaced === undefined ? [] : [resolve(themesDir, replaced)]),
      join(siteDir, "_vendor", path),
      ...goModPlaces(goMod, path).map((place) =>
        place.startsWith(".") || isAbsolute(place) ? resolve(siteDir, place) : join(cache, place),
      ),
      ...(isAbsolute(path) ? [path] : [join(themesDir, path)]),
    ];
    for (const candidate of candidates) {
      const found = await stat(candidate).catch(() => undefined);
      if (found?.isDirectory()) return candidate;
    }
    return undefined;
  };
}

function replacementsOf(config: ConfigTable): ReadonlyMap<string, string> {
  const pairs = words
    .parse(asTable(config["module"])?.["replacements"])
    .flatMap((list) => list.split(","))
    .map((pair) => pair.split("->").map((side) => side.trim()));
  return new Map(pairs.flatMap(([from, to]) => (from && to ? [[from, to] as const] : [])));
}

/**
 * Where Go would have a module: at a local replacement, or in its cache as `path@version`.
 * Source: https://go.dev/ref/mod#go-mod-file
 */
function goModPlaces(goMod: string, path: string): readonly string[] {
  const literal = RegExp.escape(path);
  const replaced = new RegExp(
    `^\\s*(?:replace\\s+)?${literal}(?:\\s+v\\S+)?\\s+=>\\s+(\\S+)(?:\\s+(v\\S+))?`,
    "m",
  );
  const required = new RegExp(`^\\s*(?:require\\s+)?${literal}\\s+(v\\S+)`, "m");
  const [, place, version] = replaced.exec(goMod) ?? [];
  if (place !== undefined) return [version === undefined ? place : inCache(place, version)];
  const [, wanted] = required.exec(goMod) ?? [];
  return wanted === undefined ? [] : [inCache(path, wanted)];
}

/** Capitals are written as `!` and the small letter. Source: https://go.dev/ref/mod#module-cache */
function inCache(path: string, version: string): string {
  return `${path}@${version}`.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** Source: https://gohugo.io/configuration/all/#cachedir, https://gohugo.io/configuration/caches/ */
function moduleCache(env: HugoEnv): string {
  const base =
    env["HUGO_CACHEDIR"] ??
    join(env["XDG_CACHE_HOME"] ?? join(env["HOME"] ?? homedir(), ".cache"), "hugo_cache");
  return join(base, "modules", "filecache", "modules", "pkg", "mod");
}

function notFound(path: string): Finding {
  return {
    severity: "warning",
    code: "module-not-found",
    message: `The theme or module ${path} is not on this machine; if it decides over comments or page addresses, they may be overlooked.`,
    remedy:
      "Check it out too (submodules: true in actions/checkout), run hugo mod vendor, or let Hugo be there.",
  };
}
