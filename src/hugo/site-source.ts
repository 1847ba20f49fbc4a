import { stat } from "node:fs/promises";
import { join, posix } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Finding } from "../comment/finding.ts";
import { MigrationError } from "../comment/migration-error.ts";
import type { SiteScan } from "../comment/page.ts";
import { createBranches } from "./address/branches.ts";
import { addressFinder, fileFinder } from "./address/page-address.ts";
import { inLanguage, readSiteConfig, type SiteConfig } from "./config/site-config.ts";
import type { BuildStatus } from "./content/build-status.ts";
import { branchKey } from "./content/cascade.ts";
import {
  type CommentSigns,
  type ContentFile,
  type ReadContent,
  readContent,
} from "./content/content-file.ts";
import { type ContentFilePlace, findContentFiles } from "./content/content-files.ts";
import { placeOf } from "./content/content-place.ts";
import type { FrontMatter } from "./content/front-matter.ts";
import { type ContentPages, contentPages } from "./discovery/content-pages.ts";
import { type CheckedPages, crossCheck, placeShown } from "./discovery/cross-check.ts";
import { distinctAddresses } from "./discovery/duplicate-addresses.ts";
import { type DuplicatePolicy, distinctSections } from "./discovery/duplicate-sections.ts";
import { layoutWidgets } from "./discovery/layout-widgets.ts";
import { oddSectionIds } from "./discovery/odd-section-ids.ts";
import { type ShownPages, shownPages } from "./discovery/shown-pages.ts";
import { unpublishedFindings } from "./discovery/unpublished.ts";
import { type HugoList, listWithHugo } from "./program/hugo-list.ts";
import { readTemplates, type SiteTemplates } from "./template/read-templates.ts";

/** Which site is scanned, and how. */
export interface HugoSiteOptions {
  /** Absolute path of the Hugo site. */
  readonly siteDir: string;
  /** Absolute; locations are told relative to it. */
  readonly repositoryDir: string;
  /** Relative to the site; default is what its configuration says. */
  readonly contentDir: string | undefined;
  /** Replaces the site's own address. */
  readonly baseUrl: string | undefined;
  /** The Hugo to ask for addresses. */
  readonly hugoPath: string;
  /** Names of the shortcodes that show comments; default is what their templates say. */
  readonly shortcodes: readonly string[] | undefined;
  /** Where comment sections are looked for. */
  readonly discover: "auto" | "content" | "rendered";
  /** Absolute; a built site to look at. */
  readonly publicDir: string | undefined;
  /** Told what takes time. */
  readonly say: (line: string) => void;
  readonly duplicateSections: DuplicatePolicy;
  /** Environment for Hugo. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Time for the whole run, in ms; see `HugoOptions`. */
  readonly timeBudgetMs?: number | undefined;
  /** The time at which pages are drafts of the future or expired. */
  readonly now: Date;
}

/** A Hugo repository that can be scanned for pages with comments. */
interface HugoSite {
  /**
   * @throws MigrationError `content-dir-not-found`, `malformed-site-config`, or the signal's reason
   */
  scan(signal: AbortSignal): Promise<SiteScan>;
}

export function createHugoSite(options: HugoSiteOptions): HugoSite {
  return { scan: (signal) => scanSite(options, signal) };
}

async function scanSite(options: HugoSiteOptions, signal: AbortSignal): Promise<SiteScan> {
  const config = await readSiteConfig(options.siteDir, options.env, options);
  await requireContent(config, options);
  const templates = await readTemplates(config, { shortcodes: options.shortcodes });
  const files = await findContentFiles(config, options.repositoryDir);
  const signs = signsOf(templates, config);
  const [{ read, frontMatters }, list] = await Promise.all([
    readContents(files, signs, config, signal),
    listWithHugo(options, signal),
  ]);
  const branches = createBranches({ config, files, frontMatters });
  const contents = read.flatMap(({ content }) => content ?? []);
  const found = contentPages(contents, {
    config,
    templates,
    branches,
    addressOf: addressFinder({ list, config, branches }),
    isResource: resourceFinder(files),
    now: options.now,
  });

  const look = {
    ...options,
    publishDir: config.publishDir,
    isHugoInstalled: list.kind !== "not-installed",
  };
  const shown = await shownPages(look, config, fileFinder({ list, config, files }), signal);
  const joined = joinPages(options.discover, found, shown);
  const addressed = distinctAddresses(joined.pages);
  const distinct = distinctSections(addressed.pages, options.duplicateSections);
  const count = (status: BuildStatus) => found.files.get(status)?.length ?? 0;
  const looksAtContent = options.discover !== "rendered" || shown.pages === undefined;
  return {
    origin: originOf(config.baseUrl),
    pages: distinct.pages.toSorted((a, b) => (a.pageId < b.pageId ? -1 : 1)),
    wirings: addressed.pages.flatMap(({ page }) => page.sections),
    places: found.places,
    widgets: await layoutWidgets(templates.widgets, {
      ...options,
      environment: config.environment,
    }),
    resolvedBy: list.kind === "listed" ? "hugo" : "resolver",
    discoveredBy: shown.pages === undefined ? "content" : looksAtContent ? "both" : "rendered",
    counts: {
      contentFiles: files.length,
      withSection: [...found.files.values()].flat().length,
      draft: count("draft"),
      future: count("future"),
      expired: count("expired"),
      unrendered: count("unrendered"),
    },
    findings: [
      ...config.findings,
      ...(looksAtContent ? templates.findings : []),
      ...read.flatMap(({ findings }) => findings),
      ...hugoFailure(list),
      ...guesses(contents, templates),
      ...(joined.pages.length > 0 || found.files.size > 0 ? [] : [nothingFound(templates)]),
      ...unpublishedFindings(found.files),
      ...joined.findings,
      ...addressed.findings,
      ...distinct.findings,
      ...oddSectionIds(distinct.pages),
    ],
  };
}

/** The pages by the ways of looking that are at hand; without a build, the content alone decides. */
function joinPages(
  discover: HugoSiteOptions["discover"],
  found: ContentPages,
  { pages: shown, findings }: ShownPages,
): CheckedPages {
  if (shown === undefined) {
    const unplaced = found.unplaced.flatMap((one) => one.findings);
    const all = [...found.findings, ...found.doubts, ...unplaced, ...findings];
    return { pages: found.pages, findings: all };
  }
  if (discover === "rendered") {
    const placed = placeShown(found, shown);
    return { pages: placed.pages, findings: [...findings, ...placed.findings] };
  }
  const checked = crossCheck(found, shown);
  return {
    pages: checked.pages,
    findings: [...found.findings, ...findings, ...checked.findings],
  };
}

function signsOf(templates: SiteTemplates, config: SiteConfig): CommentSigns {
  return {
    shortcodes: templates.shortcodes,
    hasTemplate: (name) => templates.hasTemplate(name),
    onAnyPage: templates.hasLayoutWiring,
    allowsHtml: (language) => inLanguage(config, language).allowsHtmlInMarkdown,
  };
}

async function readContents(
  files: readonly ContentFilePlace[],
  signs: CommentSigns,
  config: SiteConfig,
  signal: AbortSignal,
) {
  const read: ReadContent[] = [];
  const frontMatters = new Map<string, FrontMatter>();
  for (const [index, file] of files.entries()) {
    if (index % 256 === 0) await setImmediate();
    signal.throwIfAborted();
    const one = readContent(file, signs);
    if (one === undefined) continue;
    read.push(one);
    if (one.branch === undefined) continue;
    const { branch } = placeOf(file.path, config);
    frontMatters.set(branchKey(branch, file.language), one.branch);
  }
  return { read, frontMatters };
}

/** @throws MigrationError where no folder that should hold content is there */
async function requireContent(
  { mounts, contentDir }: SiteConfig,
  { siteDir }: HugoSiteOptions,
): Promise<void> {
  const sources = mounts.filter(({ target }) => /^content(?:\/|$)/.test(target));
  const there = await Promise.all(sources.map(({ source }) => stat(source).catch(() => undefined)));
  if (there.some((found) => found !== undefined)) return;
  throw new MigrationError(
    "content-dir-not-found",
    `There is no content folder ${contentDir} (looked for ${join(siteDir, contentDir)}).`,
    { remedy: "Set content-dir, and site-dir if the Hugo site is not at the repository's root." },
  );
}

/** Says whether a file is part of a leaf bundle's content, and so has no address of its own. */
function resourceFinder(files: readonly ContentFilePlace[]): (path: string) => boolean {
  const bundles = new Set(
    files.flatMap(({ path }) => (/\/index\.[^/]*$/.test(path) ? [posix.dirname(path)] : [])),
  );
  if (bundles.size === 0) return () => false;
  return (path) => {
    const isIndex = /(?:^|\/)index\.[^/]*$/.test(path);
    let folder = posix.dirname(path);
    if (isIndex) folder = posix.dirname(folder);
    for (; folder !== "."; folder = posix.dirname(folder)) if (bundles.has(folder)) return true;
    return false;
  };
}

function hugoFailure(list: HugoList): readonly Finding[] {
  if (list.kind !== "failed") return [];
  return [
    {
      severity: "warning",
      code: "hugo-failed",
      message: `Hugo could not list the pages, so their addresses were worked out without it. Reason: ${list.message}`,
      remedy: "Make hugo list all work in the site's folder, so that the addresses are Hugo's own.",
    },
  ];
}

/** Shortcodes that were taken for comment sections without a template that says so. */
function guesses(contents: readonly ContentFile[], { guessed }: SiteTemplates): readonly Finding[] {
  return [...guessed].flatMap((name): readonly Finding[] => {
    const calls = contents.flatMap((content) =>
      content.calls.filter((one) => one.call.name === name),
    );
    const [first] = calls;
    if (first === undefined) return [];
    return [
      {
        severity: "warning",
        code: "shortcode-without-template",
        message: `The shortcode ${name} has no template in the site, its themes and modules; its ${calls.length} uses were taken for comment sections because of its name.`,
        remedy:
          "Check out the theme as well (submodules: true), or name the shortcodes by shortcodes.",
        location: first.location,
      },
    ];
  });
}

function nothingFound({ shortcodes, hasLayoutWiring }: SiteTemplates): Finding {
  const names = [...shortcodes].join(", ");
  const sought =
    names === "" && !hasLayoutWiring
      ? "No template of the site holds the Cactus Comments widget"
      : `No page shows a comment section; looked for ${hasLayoutWiring ? "the site's layouts" : `the shortcode ${names}`}`;
  return {
    severity: "warning",
    code: "no-sections",
    message: `${sought}.`,
    remedy:
      "Check that the site's theme is checked out (submodules: true), and set site-dir or shortcodes if they are others.",
  };
}

function originOf(baseUrl: string): string | undefined {
  const isAddress = /^https?:\/\//i.test(baseUrl) && URL.canParse(baseUrl);
  return isAddress ? new URL(baseUrl).origin : undefined;
}
