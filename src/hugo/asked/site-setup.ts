import { join, resolve } from "node:path";
import { z } from "zod";
import { readConfigFiles } from "../config/config-files.ts";
import { asTable } from "../config/config-table.ts";
import {
  environmentOf,
  type HugoOptions,
  makeScratchFolder,
  runHugo,
} from "../program/run-hugo.ts";

/** A folder, or a single file, that Hugo sees at another place. */
export interface MountedFolder {
  /** Absolute. */
  readonly source: string;
  /** Where Hugo sees it: `content`, `content/blog`, `layouts`, `static`, … */
  readonly target: string;
}

/** A mount of the project as its configuration has it, with all that Hugo knows to say of one. */
export type ProjectMount = Readonly<Record<string, unknown>>;

/** How a site is put together. */
export interface SiteSetup {
  readonly projectMounts: readonly ProjectMount[];
  /** The project's first, then those of themes and modules: of two files in one place, the first is taken. */
  readonly folders: readonly MountedFolder[];
  readonly baseUrl: string;
  /** In lower case; empty where Hugo did not say it. */
  readonly languages: readonly string[];
  /** Of the languages that have one of their own: each is built into a folder of its name. */
  readonly languageBaseUrls: Readonly<Record<string, string>>;
  /** Absolute. */
  readonly publishDir: string;
  /** Addresses relative to the server have no base path then. */
  readonly canonifyUrls: boolean;
  readonly buildDrafts: boolean;
  readonly buildFuture: boolean;
  readonly buildExpired: boolean;
  /** Those segments of the site that are built; all of it where there are none. */
  readonly renderSegments: readonly string[];
}

/** The same, or why Hugo could not say it. */
type AskedSetup =
  | { readonly kind: "known"; readonly setup: SiteSetup }
  | { readonly kind: "failed"; readonly message: string };

const mount = z.looseObject({ source: z.string(), target: z.string() });
const projectMount = mount.catchall(z.unknown());
const moduleMounts = z.object({
  path: z.string(),
  dir: z.string(),
  mounts: z.array(mount).nullish(),
});
const settings = z.object({
  baseurl: z.string().default(""),
  publishdir: z.string().default("public"),
  canonifyurls: z.boolean().default(false),
  rendersegments: z.array(z.string()).nullish(),
  builddrafts: z.boolean().default(false),
  buildfuture: z.boolean().default(false),
  buildexpired: z.boolean().default(false),
  languages: z.record(z.string(), z.unknown()).catch({}),
  module: z.object({ mounts: z.array(projectMount).default([]) }).prefault({}),
});

/**
 * Asks Hugo for the site's mounts and for what decides over its pages.
 * @throws the signal's reason
 * Source: https://gohugo.io/commands/hugo_config_mounts/ and https://gohugo.io/commands/hugo_config/
 */
export async function askSetup(
  hugoPath: string,
  options: HugoOptions,
  signal: AbortSignal,
): Promise<AskedSetup> {
  await using scratch = await makeScratchFolder();
  const ask = (args: readonly string[], inSite?: "in-site") =>
    runHugo(hugoPath, args, options, scratch.path, signal, inSite);
  const [mounts, config] = await Promise.all([
    ask(["config", "mounts"]),
    ask(["config", "--format", "json"], "in-site"),
  ]);
  if (mounts.kind === "failed") return mounts;
  let modules: readonly z.infer<typeof moduleMounts>[];
  let own: z.infer<typeof settings>;
  try {
    modules = z.array(moduleMounts).parse(jsonDocuments(mounts.stdout));
    own = await ownSettings(config.kind === "ended" ? config.stdout : undefined);
  } catch (error) {
    if (!(error instanceof z.ZodError || error instanceof SyntaxError)) throw error;
    return { kind: "failed", message: "it printed something else than its configuration" };
  }
  const folders = modules.flatMap(({ dir, mounts: list }) =>
    (list ?? []).map(({ source, target }) => ({ source: resolve(dir, source), target })),
  );
  return {
    kind: "known",
    setup: {
      projectMounts: own.module.mounts,
      folders,
      baseUrl: options.baseUrl ?? own.baseurl,
      languages: Object.keys(own.languages).map((code) => code.toLowerCase()),
      languageBaseUrls: baseUrlsOf(own.languages),
      publishDir: resolve(options.siteDir, own.publishdir),
      canonifyUrls: own.canonifyurls,
      buildDrafts: own.builddrafts,
      buildFuture: own.buildfuture,
      buildExpired: own.buildexpired,
      renderSegments: own.rendersegments ?? [],
    },
  };

  async function ownSettings(json: string | undefined) {
    if (json !== undefined) return settings.parse(jsonDocuments(json)[0]);
    return olderSettings(await ask(["config"]));
  }

  /** Hugo before 0.112 prints no JSON, and its list of mounts says only what it made of them. */
  async function olderSettings(answer: Awaited<ReturnType<typeof ask>>) {
    const lines = answer.kind === "ended" ? answer.stdout.split("\n") : [];
    const values = lines.flatMap((line) => {
      const [, key = "", value = ""] = /^(\w+) = (".*"|true|false)$/.exec(line) ?? [];
      const word = value.startsWith('"') ? value.slice(1, -1) : value === "true";
      return key === "" ? [] : [[key, word] as const];
    });
    const files = await readConfigFiles(options.siteDir, environmentOf(options.env));
    const written = z.array(projectMount).catch([]).parse(asTable(files?.["module"])?.["mounts"]);
    const [project] = modules;
    const full = (project?.mounts ?? []).map(
      (one) =>
        written.find(({ source, target }) => source === one.source && target === one.target) ?? one,
    );
    const publishdir = files?.["publishdir"];
    return settings.parse({ ...Object.fromEntries(values), publishdir, module: { mounts: full } });
  }
}

/** Hugo prints one document after the other, and wrappers of it print lines of their own around them. */
function jsonDocuments(output: string): readonly unknown[] {
  const documents = output.match(/^\{$[\s\S]*?^\}$/gm) ?? [];
  return documents.map((document): unknown => JSON.parse(document));
}

/** Those of the folders that Hugo sees as content. */
export function contentFolders(folders: readonly MountedFolder[]): readonly MountedFolder[] {
  return folders.filter(({ target }) => /^content(?:\/|$)/.test(target));
}

/** Source: https://gohugo.io/content-management/multilingual/#configure-multilingual-multihost */
function baseUrlsOf(languages: Readonly<Record<string, unknown>>) {
  const withAddress = z.looseObject({ baseurl: z.string() });
  return Object.fromEntries(
    Object.entries(languages).flatMap(([code, language]) => {
      const parsed = withAddress.safeParse(asTable(language));
      return parsed.success ? [[code.toLowerCase(), parsed.data.baseurl] as const] : [];
    }),
  );
}

/** How a site is put together that no Hugo is there to ask about: by the usual folders. */
export async function usualSetup(
  siteDir: string,
  options: Pick<HugoOptions, "baseUrl" | "env">,
): Promise<SiteSetup> {
  const table = (await readConfigFiles(siteDir, environmentOf(options.env))) ?? {};
  const word = (key: string, usual: string) => z.string().min(1).catch(usual).parse(table[key]);
  const names = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);
  const roots = [
    siteDir,
    ...names.parse(table["theme"]).map((name) => join(siteDir, word("themesdir", "themes"), name)),
  ];
  const contentDir = word("contentdir", "content");
  const folders = roots.flatMap((root) =>
    ["layouts", "static", "assets"].map((target) => ({ source: join(root, target), target })),
  );
  const flag = (key: string) => table[key] === true;
  return {
    projectMounts: [],
    folders: [{ source: resolve(siteDir, contentDir), target: "content" }, ...folders],
    baseUrl: options.baseUrl ?? z.string().catch("").parse(table["baseurl"]),
    languages: [],
    languageBaseUrls: baseUrlsOf(asTable(table["languages"]) ?? {}),
    publishDir: resolve(siteDir, word("publishdir", "public")),
    canonifyUrls: flag("canonifyurls"),
    buildDrafts: flag("builddrafts"),
    buildFuture: flag("buildfuture"),
    buildExpired: flag("buildexpired"),
    renderSegments: [],
  };
}
