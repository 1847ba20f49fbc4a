import { stat } from "node:fs/promises";
import { join, posix, resolve } from "node:path";
import { z } from "zod";
import { asTable, type ConfigTable } from "./config-table.ts";
import type { Module } from "./modules.ts";

/** A folder or file that Hugo sees at another place. */
export interface Mount {
  /** Absolute. */
  readonly source: string;
  /** Where Hugo sees it: `content`, `content/blog`, `layouts`, `static`, … */
  readonly target: string;
  /** Code in lower case; undefined where it belongs to no language in particular. */
  readonly language: string | undefined;
}

const components = ["content", "layouts", "static", "assets"] as const;

const mountSchema = z.looseObject({
  source: z.string(),
  target: z.string(),
  lang: z.string().optional(),
});
const mountList = z.array(mountSchema).catch([]);
const folder = z.string().min(1);
const folders = z.union([folder.transform((one) => [one]), z.array(folder)]);

/** The folders that a site's own configuration names, one entry for each language. */
interface LanguageFolders {
  readonly code: string;
  readonly config: ConfigTable;
}

/**
 * The mounts of the project: its own, and for each component that they leave out the usual folder.
 * Source: https://gohugo.io/configuration/module/#mounts; gohugoio/hugo, modules/config.go
 * (ApplyProjectConfigDefaults)
 */
export function projectMounts(
  siteDir: string,
  config: ConfigTable,
  languages: readonly LanguageFolders[],
): readonly Mount[] {
  const own = toMounts(siteDir, asTable(config["module"])?.["mounts"]);
  const mounted = new Set(own.map(({ target }) => target.split("/")[0]));
  const usual = components
    .filter((component) => !mounted.has(component))
    .flatMap((component) => usualMounts(siteDir, component, config, languages));
  return [...own, ...usual];
}

function usualMounts(
  siteDir: string,
  component: (typeof components)[number],
  config: ConfigTable,
  languages: readonly LanguageFolders[],
): readonly Mount[] {
  const mount = (source: string, language?: string): Mount => ({
    source: resolve(siteDir, source),
    target: component,
    language,
  });
  const base = folder.catch("content").parse(config["contentdir"]);
  switch (component) {
    case "content": {
      const found = languages.map(({ code, config: own }) => {
        const source = folder.catch(base).parse(own["contentdir"]);
        return mount(source, source === base ? undefined : code);
      });
      const isNew = ({ source }: Mount, index: number) =>
        found.findIndex((other) => other.source === source) === index;
      return found.length === 0 ? [mount(base)] : found.filter(isNew);
    }
    case "layouts":
      return [mount(folder.catch("layouts").parse(config["layoutdir"]))];
    case "assets":
      return [mount(folder.catch("assets").parse(config["assetdir"]))];
    case "static":
      return folders
        .catch(["static"])
        .parse(config["staticdir"])
        .map((source) => mount(source));
  }
}

/** The mounts of a theme or module: the importing side's, its own, or its folders as they are. */
export async function moduleMounts({
  dir,
  config,
  mounts,
  hasMounts,
}: Module): Promise<readonly Mount[]> {
  if (!hasMounts) return [];
  const named = [mounts, asTable(config["module"])?.["mounts"]]
    .map((list) => toMounts(dir, list))
    .find((list) => list.length > 0);
  if (named !== undefined) return named;
  const there = await Promise.all(
    components.map(async (target): Promise<readonly Mount[]> => {
      const source = join(dir, target);
      const found = await stat(source).catch(() => undefined);
      return found?.isDirectory() ? [{ source, target, language: undefined }] : [];
    }),
  );
  return there.flat();
}

function toMounts(base: string, list: unknown): readonly Mount[] {
  return mountList.parse(list).map(({ source, target, lang, ...rest }) => ({
    source: resolve(base, source),
    target: posix.normalize(target.replaceAll("\\", "/")).replace(/^\/|\/$/g, ""),
    language: (lang ?? onlyLanguage(rest))?.toLowerCase(),
  }));
}

/** Newer versions name the language in a matrix of sites. */
function onlyLanguage(rest: ConfigTable): string | undefined {
  const languages = asTable(asTable(asTable(rest)?.["sites"])?.["matrix"])?.["languages"];
  const [only, ...others] = folders.catch([]).parse(languages);
  return others.length === 0 ? only : undefined;
}
