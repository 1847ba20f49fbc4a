import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import fastGlob from "fast-glob";
import pMap from "p-map";
import type { Finding } from "../../comment/finding.ts";
import { MigrationError } from "../../comment/migration-error.ts";
import { largestText } from "../text/largest-text.ts";
import { createWiringReader, mayBeWired, type WiringReader } from "../wiring/read-wirings.ts";
import { type BuiltSite, builtSite, type SitePlace } from "./built-site.ts";
import { mayRedirect, readPageLinks } from "./page-links.ts";
import { canonicalFindings, giantPage, repetitionFindings } from "./rendered-findings.ts";
import type { ReadPage, RenderedPage } from "./rendered-page.ts";
import { repeatedSections, roomOf } from "./repeated-sections.ts";

/** Which built site is scanned. */
interface RenderedScanOptions extends SitePlace {
  /** Absolute path of the built site. */
  readonly publicDir: string;
  readonly signal: AbortSignal;
}

/** What a built site shows. */
export interface RenderedSite {
  /** Pages with comments, ordered by `pageId`; not those that only show other pages again. */
  readonly pages: readonly RenderedPage[];
  /** Addresses of all HTML files, redirects included. */
  readonly addresses: ReadonlySet<string>;
  /** Where addresses send their readers that are nothing but redirects. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

const filesAtOnce = 8;

/**
 * Reads the comment sections of a built site, in one pass over its pages.
 * @throws MigrationError `built-site-not-found`, the signal's reason, or the system's error when a
 * file can't be read
 */
export async function scanRendered(options: RenderedScanOptions): Promise<RenderedSite> {
  const { publicDir, signal } = options;
  await requireFolder(publicDir);
  const files = await fastGlob("**/*.{html,htm,js,mjs,xml}", {
    cwd: publicDir,
    caseSensitiveMatch: false,
    followSymbolicLinks: false,
  });
  const htmlFiles = files.filter((file) => /\.html?$/i.test(file)).sort();
  const site = builtSite(new Set(htmlFiles), options);
  const read = (file: string) => readBuilt(join(publicDir, file), signal);
  const scripts = new Map<string, string>();
  await pMap(
    files.filter((file) => /\.m?js$/i.test(file)),
    async (file) => {
      const text = await read(file);
      if (text !== undefined && mayBeWired(text)) scripts.set(file, text);
    },
    { concurrency: filesAtOnce, signal },
  );
  const feeds = new Set(files.filter((file) => file.endsWith("index.xml")));
  const surroundings: Surroundings = {
    site,
    scripts,
    scriptNames: [...scripts.keys()].map(plainName),
    feeds,
    readWirings: createWiringReader(),
  };
  const giants: string[] = [];
  const found = await pMap(
    htmlFiles,
    async (file) => {
      const html = await read(file);
      if (html !== undefined) return readHtml(file, html, surroundings);
      giants.push(site.pageId(file));
      return undefined;
    },
    { concurrency: filesAtOnce, signal },
  );
  const redirects = new Map(
    found.flatMap((one) => (one?.kind === "redirect" ? [[one.file, one.target] as const] : [])),
  );
  const pages = found.flatMap((one) =>
    one?.kind === "page" ? [throughRedirect(one.page, redirects)] : [],
  );
  const repetitions = repeatedSections(pages);
  const repeated = Map.groupBy(repetitions, ({ page }) => page);
  const ownPages = pages
    .map((page) => {
      const elsewhere = new Set(repeated.get(page)?.map(({ wiring }) => wiring));
      return { ...page, wirings: page.wirings.filter((wiring) => !elsewhere.has(wiring)) };
    })
    .filter(({ wirings, unreadable }) => wirings.length + unreadable.length > 0)
    .toSorted((a, b) => (a.pageId < b.pageId ? -1 : 1));
  return {
    pages: ownPages,
    addresses: new Set([
      ...htmlFiles.map((file) => site.pageId(file)),
      ...pages.map(({ pageId }) => pageId),
    ]),
    aliases: new Map(
      [...redirects].map(([file, target]) => [site.pageId(file), site.pageId(target)]),
    ),
    findings: [
      ...giants.map(giantPage),
      ...repetitionFindings(repetitions),
      ...canonicalFindings(ownPages),
    ],
  };
}

/** The file's text; undefined where it is too large for a page that people read. */
async function readBuilt(path: string, signal: AbortSignal): Promise<string | undefined> {
  await using file = await open(path);
  const { size } = await file.stat();
  return size > largestText ? undefined : await file.readFile({ encoding: "utf8", signal });
}

async function requireFolder(publicDir: string): Promise<void> {
  const folder = await stat(publicDir).catch(() => undefined);
  if (folder?.isDirectory()) return;
  throw new MigrationError("built-site-not-found", `There is no built site in ${publicDir}.`, {
    remedy: "Build the site with hugo first, or set discover to content.",
  });
}

interface Surroundings {
  readonly site: BuiltSite;
  /** Text of the script files that may show comments, by path. */
  readonly scripts: ReadonlyMap<string, string>;
  /** What the tags that fetch them have in common with their paths. */
  readonly scriptNames: readonly string[];
  readonly feeds: ReadonlySet<string>;
  readonly readWirings: WiringReader;
}

/** What matters of an HTML file; undefined where nothing does. */
function readHtml(file: string, html: string, surroundings: Surroundings) {
  const { site, scripts, scriptNames, feeds, readWirings } = surroundings;
  const scriptOf = (src: string) => scripts.get(site.pathOf(src, file) ?? "");
  const mayFetch = scriptNames.some((name) => html.includes(name));
  const found = readWirings(html, mayFetch ? { scriptOf } : {});
  if (found.length === 0) {
    const target = mayRedirect(html) ? readPageLinks(html).redirect : undefined;
    const targetFile = target === undefined ? undefined : site.pageAt(target, file);
    return targetFile === undefined
      ? undefined
      : ({ kind: "redirect", file, target: targetFile } as const);
  }
  const links = readPageLinks(html);
  const complete = found.flatMap((one) => (one.kind === "complete" ? [one.wiring] : []));
  const page: ReadPage = {
    pageId: site.pageId(file, links.canonical),
    file,
    title: links.title ?? file,
    date: links.published,
    canonical: links.canonical,
    canonicalFile: links.canonical === undefined ? undefined : site.pageAt(links.canonical, file),
    alternateFiles: links.alternates.flatMap((address) => site.pageAt(address, file) ?? []),
    listSigns: (hasFeed(file, feeds) ? 2 : 0) + (links.type === "website" ? 1 : 0),
    wirings: [...new Map(complete.map((wiring) => [roomOf(wiring), wiring])).values()],
    unreadable: found.flatMap((one) => (one.kind === "unreadable" ? [one] : [])),
  };
  return { kind: "page", page } as const;
}

/** The part of a file's name that no page writes in another way. */
function plainName(file: string): string {
  const runs =
    file
      .split("/")
      .at(-1)
      ?.match(/[\w-]+/g) ?? [];
  return runs.toSorted((a, b) => b.length - a.length)[0] ?? "";
}

/** Hugo gives its list pages a feed, which their further pages don't have. */
function hasFeed(file: string, feeds: ReadonlySet<string>): boolean {
  const folder = file.replace(/[^/]*$/, "").replace(/page\/(?:\d+\/)?$/, "");
  const isIndex = /(?:^|\/)index\.html$/.test(file) || /(?:^|\/)page\/\d+\.html$/.test(file);
  return isIndex && feeds.has(`${folder}index.xml`);
}

/** A canonical link may lead to an address that was given up. */
function throughRedirect(page: ReadPage, redirects: ReadonlyMap<string, string>): ReadPage {
  const { canonicalFile } = page;
  const target = canonicalFile === undefined ? undefined : redirects.get(canonicalFile);
  return target === undefined ? page : { ...page, canonicalFile: target };
}
