import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Finding } from "../../domain/finding.ts";
import type { Widget } from "../../domain/widget.ts";
import { isFolder } from "../../files/is-folder.ts";
import { liesIn, linksOut } from "../../files/links-out.ts";
import { shownPath } from "../../files/shown-path.ts";
import { buildSite } from "../asked/build-site.ts";
import type { MarkToken } from "../asked/mark.ts";
import { type IndexedPage, indexOfListed } from "../asked/page-index.ts";
import {
  askSetup,
  contentFolders,
  type MountedFolder,
  type SiteSetup,
  usualSetup,
} from "../asked/site-setup.ts";
import { findContentFiles } from "../content/content-files.ts";
import { type ContentFile, readContent } from "../content/read-content.ts";
import type { FoundHugo } from "../program/find-hugo.ts";
import { listWithHugo } from "../program/hugo-list.ts";
import type { HugoOptions } from "../program/run-hugo.ts";
import { readTemplateFiles } from "../template/template-files.ts";
import { type WidgetTemplates, widgetTemplates } from "../template/widget-templates.ts";
import { discoveryMessages } from "./messages.ts";
import { buildFailed, noBuild, noContent, noHugo, oldBuild, plainBuild } from "./no-build.ts";

/** Which site is read, and how. */
export interface SiteReadingOptions extends HugoOptions {
  /** Absolute; files are named relative to it. */
  readonly repositoryDir: string;
  /** Hugos that may build the site, the most fitting first. */
  readonly findHugos: (signal: AbortSignal) => AsyncIterable<FoundHugo>;
  /** `content` looks at no built site, `rendered` at nothing else. */
  readonly discover: "auto" | "content" | "rendered";
  /** Absolute; a built site to look at. */
  readonly publicDir: string | undefined;
  /** What shows comments on the site's pages. */
  readonly widget: Widget;
  /** Names of the shortcodes that show comments; default is what their templates say. */
  readonly shortcodes: readonly string[] | undefined;
  /** Told what takes time. */
  readonly say: (line: string) => void;
  /** The time at which pages are drafts of the future or expired. */
  readonly now: Date;
}

/** A built site to look at. */
export interface BuildAtHand {
  /** Absolute. */
  readonly dir: string;
  /** Hugo built it just now; else it may be older than the content. */
  readonly isFresh: boolean;
  /** That of the marks around what shortcodes print; undefined where it has none. */
  readonly markToken: MarkToken | undefined;
}

/** All that is read of a site; a build that was made for it goes when this is disposed of. */
export interface SiteReading extends AsyncDisposable {
  /** Undefined where none is there. */
  readonly hugo: FoundHugo | undefined;
  readonly setup: SiteSetup;
  /** Whether Hugo reported how the site is put together; otherwise the usual folders are used. */
  readonly isSetupKnown: boolean;
  readonly templates: WidgetTemplates;
  readonly contents: readonly ContentFile[];
  readonly contentFiles: number;
  /** Undefined where none can be had. */
  readonly build: BuildAtHand | undefined;
  /** Hugo's pages: of its build, else those that it lists; empty where it did neither. */
  readonly index: readonly IndexedPage[];
  /** The default one first; empty where Hugo did not say. */
  readonly languages: readonly string[];
  readonly allowsHtmlInMarkdown: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Reads a site: has Hugo build it, or finds a built one, and reads content and templates beside.
 * @throws MigrationError `public-dir-not-found`, `no-hugo`, `no-build`, `content-dir-not-found`, or the
 * signal's reason
 */
export async function readSite(
  options: SiteReadingOptions,
  signal: AbortSignal,
): Promise<SiteReading> {
  const { publicDir, discover } = options;
  if (publicDir !== undefined && !(await isFolder(publicDir))) {
    throw discoveryMessages.error("public-dir-not-found", { folder: publicDir });
  }
  const isBuilt = publicDir === undefined && discover !== "content";
  let usable: FoundHugo | undefined;
  let failing: FoundHugo | undefined;
  let setup: SiteSetup | undefined;
  const failures: string[] = [];
  for await (const hugo of options.findHugos(signal)) {
    const asked = await askSetup(hugo.path, options, signal);
    if (asked.kind === "failed") {
      failures.push(`Hugo ${hugo.version}: ${asked.message}`);
      failing ??= hugo;
      continue;
    }
    usable ??= hugo;
    setup ??= asked.setup;
    await requireContent(setup);
    if (!isBuilt) break;
    const built = await readWhileBuilding(hugo, asked.setup, options, signal);
    if (built.kind === "read") return built.reading;
    failures.push(`Hugo ${hugo.version}: ${built.message}`);
  }
  return withoutNewBuild({ hugo: usable ?? failing, setup, failures }, options, signal);
}

async function readWhileBuilding(
  hugo: FoundHugo,
  setup: SiteSetup,
  options: SiteReadingOptions,
  signal: AbortSignal,
): Promise<
  | { readonly kind: "read"; readonly reading: SiteReading }
  | { readonly kind: "failed"; readonly message: string }
> {
  options.say(`Building the site with Hugo ${hugo.version}, to see which pages show comments …`);
  const templates = await readTemplates(setup, options);
  const shortcodes = new Map(templates.shortcodes.map(({ path, text }) => [path, text]));
  const [build, content] = await Promise.all([
    buildSite(hugo, { ...options, setup, shortcodes }, signal),
    readContents(setup, templates, options, signal),
  ]);
  if (build.kind === "failed") return build;
  const { index, markToken, overlayFailure, dir } = build;
  const listed = index === undefined ? await listPages(hugo, setup, options, signal) : [];
  return {
    kind: "read",
    reading: {
      hugo,
      setup,
      isSetupKnown: true,
      templates,
      ...content,
      build: { dir, isFresh: true, markToken },
      index: index?.pages ?? listed,
      languages: index?.languages ?? [],
      allowsHtmlInMarkdown: index?.allowsHtmlInMarkdown ?? false,
      findings: [
        ...content.findings,
        ...(overlayFailure === undefined ? [] : [plainBuild(overlayFailure)]),
      ],
      async [Symbol.asyncDispose]() {
        // Thousands of files take seconds to remove, and nobody has to wait for that.
        void Promise.resolve(build[Symbol.asyncDispose]()).catch(() => undefined);
      },
    },
  };
}

/** What was learnt before it was clear that no new build can be had. */
interface Attempts {
  readonly hugo: FoundHugo | undefined;
  readonly setup: SiteSetup | undefined;
  readonly failures: readonly string[];
}

async function withoutNewBuild(
  { hugo, setup: asked, failures }: Attempts,
  options: SiteReadingOptions,
  signal: AbortSignal,
): Promise<SiteReading> {
  const { publicDir, siteDir, discover } = options;
  const setup = asked ?? (await usualSetup(siteDir, options));
  const own = discover === "content" ? undefined : await ownBuild(setup, siteDir);
  const dir = publicDir ?? own;
  if (dir === undefined && hugo === undefined) throw noHugo(discover);
  if (dir === undefined && discover === "rendered") throw noBuild(failures);
  const templates = await readTemplates(setup, options);
  const content = await readContents(setup, templates, options, signal);
  const index = hugo === undefined ? [] : await listPages(hugo, setup, options, signal);
  const isNamed = dir !== undefined && dir === publicDir;
  const isOlder = dir !== undefined && (await isOlderThan(dir, content.paths));
  return {
    hugo,
    setup,
    isSetupKnown: asked !== undefined,
    templates,
    ...content,
    build: dir === undefined ? undefined : { dir, isFresh: false, markToken: undefined },
    index,
    languages: [],
    allowsHtmlInMarkdown: false,
    findings: [
      ...content.findings,
      ...(failures.length === 0 ? [] : [buildFailed(failures, dir)]),
      ...(dir !== undefined && (isOlder || !isNamed)
        ? [oldBuild(shownPath(options.repositoryDir, dir), isOlder)]
        : []),
    ],
    async [Symbol.asyncDispose]() {},
  };
}

async function readTemplates(
  { folders }: SiteSetup,
  { widget, shortcodes }: SiteReadingOptions,
): Promise<WidgetTemplates> {
  return widgetTemplates(await readTemplateFiles(folders, widget), widget, shortcodes);
}

async function readContents(
  { folders }: SiteSetup,
  { shortcodes }: WidgetTemplates,
  options: SiteReadingOptions,
  signal: AbortSignal,
) {
  const names = new Set([
    ...shortcodes.map(({ name }) => name),
    ...(options.shortcodes ?? []).map((name) => name.toLowerCase()),
  ]);
  const sought = { shortcodes: names, widget: options.widget };
  const inside = await foldersInside(contentFolders(folders), options);
  const { files, findings } = await findContentFiles(inside, (path) =>
    shownPath(options.repositoryDir, path),
  );
  const contents: ContentFile[] = [];
  const all: Finding[] = [...findings];
  for (const [index, path] of files.entries()) {
    if (index % 64 === 0) await setImmediate();
    signal.throwIfAborted();
    const read = readContent(path, shownPath(options.repositoryDir, path), sought);
    all.push(...read.findings);
    if (read.content !== undefined) contents.push(read.content);
  }
  return { contents, contentFiles: files.length, findings: all, paths: files };
}

/** @throws MigrationError `content-dir-not-found` where no folder is there that should hold content */
async function requireContent({ folders }: SiteSetup): Promise<void> {
  const content = contentFolders(folders);
  const there = await Promise.all(content.map(({ source }) => stat(source).catch(() => undefined)));
  if (there.every((found) => found === undefined)) throw noContent(content);
}

/** What lies elsewhere is not the repository's, and nothing of it is reported or replaced. */
async function foldersInside(
  folders: readonly MountedFolder[],
  { repositoryDir, siteDir }: SiteReadingOptions,
): Promise<readonly MountedFolder[]> {
  // A site outside of the folder that the user works in was named by the user.
  const root = liesIn(siteDir, repositoryDir) ? repositoryDir : siteDir;
  const inside: MountedFolder[] = [];
  for (const folder of folders) {
    const isInside = liesIn(folder.source, root) && !(await linksOut(folder.source, root));
    if (isInside) inside.push(folder);
  }
  return inside;
}

async function listPages(
  hugo: FoundHugo,
  setup: SiteSetup,
  options: SiteReadingOptions,
  signal: AbortSignal,
): Promise<readonly IndexedPage[]> {
  const list = await listWithHugo(hugo.path, options, signal);
  return list.kind === "listed" ? indexOfListed(list.pages, setup, options.now) : [];
}

/** The built site that lies where the configuration would have one. */
async function ownBuild({ publishDir }: SiteSetup, siteDir: string): Promise<string | undefined> {
  const isThere = (await isFolder(publishDir)) && !(await linksOut(publishDir, siteDir));
  if (!isThere) return undefined;
  return (await readdir(publishDir)).length === 0 ? undefined : publishDir;
}

// A checkout writes all files anew, content and what was built.
const longestCheckoutMs = 10 * 60_000;

/** Whether any content file was written so long after the built site that it is newer. */
async function isOlderThan(dir: string, paths: readonly string[]): Promise<boolean> {
  const timeOf = async (path: string) => (await stat(path).catch(() => undefined))?.mtimeMs;
  const built = (await timeOf(join(dir, "index.html"))) ?? (await timeOf(dir)) ?? 0;
  for (const path of paths) {
    if (((await timeOf(path)) ?? 0) > built + longestCheckoutMs) return true;
  }
  return false;
}
