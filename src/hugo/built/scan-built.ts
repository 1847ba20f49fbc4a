import fastGlob from "fast-glob";
import type { Finding } from "../../domain/finding.ts";
import type { Widget, WidgetReader } from "../../domain/widget.ts";
import { isFolder } from "../../files/is-folder.ts";
import { type MarkedRange, type MarkToken, markAt, markKey, readMarks } from "../asked/mark.ts";
import type { IndexedPage } from "../asked/page-index.ts";
import { originIn } from "../text/url-path.ts";
import { type BuiltFile, builtFiles } from "./built-files.ts";
import { canonicalFindings, giantPage, repetitionFindings } from "./built-findings.ts";
import { type BuiltPage, conversationKey, type ReadPage, type ShownThread } from "./built-page.ts";
import { type BuiltSite, builtSite, type SitePlace } from "./built-site.ts";
import { builtMessages } from "./messages.ts";
import { mayRedirect, readPageLinks } from "./page-links.ts";
import { repeatedThreads } from "./repeated-threads.ts";

/** Which built site is scanned. */
interface BuiltScanOptions extends SitePlace {
  /** Absolute path of the built site. */
  readonly publicDir: string;
  /** What Hugo reported of the pages when it built them; empty where it was not asked. */
  readonly index: readonly IndexedPage[];
  /** That of its marks; undefined where it has none. */
  readonly markToken?: MarkToken | undefined;
  readonly widget: Widget;
  readonly signal: AbortSignal;
}

/** What a built site shows. */
export interface ScannedBuild {
  /** Pages with comments, ordered by `pageId`; not those that only show other pages again. */
  readonly pages: readonly BuiltPage[];
  /** Ids of the threads that marked calls printed, by the keys of their marks, all pages together. */
  readonly printed: ReadonlyMap<string, ReadonlySet<string>>;
  /** Addresses of all HTML files, redirects included. */
  readonly addresses: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

/**
 * Reads the threads of a built site, in one pass over its pages.
 * @throws MigrationError `built-site-not-found`, the signal's reason, or the system's error when a
 * file can't be read
 */
export async function scanBuilt(options: BuiltScanOptions): Promise<ScannedBuild> {
  const { publicDir, widget, signal } = options;
  await requireFolder(publicDir);
  const files = await fastGlob("**/*.{html,htm,js,mjs,xml}", {
    cwd: publicDir,
    caseSensitiveMatch: false,
    dot: true,
    followSymbolicLinks: false,
  });
  const htmlFiles = files.filter((file) => /\.html?$/i.test(file)).sort();
  const site = builtSite(new Set(htmlFiles), options);
  const indexed = byBuiltFile(options.index);
  const aliases = aliasTargets(options.index, site);
  const scripts = new Map<string, string>();
  const scriptFiles = files.filter((file) => /\.m?js$/i.test(file));
  for await (const one of builtFiles(publicDir, scriptFiles, signal)) {
    if (one.bytes !== undefined && widget.mayShow(one.bytes)) scripts.set(one.file, one.text());
  }
  const feeds = new Set(files.filter((file) => file.endsWith("index.xml")));
  const surroundings: Surroundings = {
    site,
    baseUrl: options.baseUrl,
    indexed,
    contentFiles: new Set(options.index.map(({ file }) => file)),
    aliases,
    markToken: options.markToken,
    scripts,
    scriptNames: [...scripts.keys()].map(plainName),
    feeds,
    widget,
    readWidgets: widget.createReader(),
  };
  const giants: string[] = [];
  const found: ReadFile[] = [];
  for await (const one of builtFiles(publicDir, htmlFiles, signal)) {
    if (one.bytes === undefined) giants.push(site.pageId(one.file));
    else found.push(...readHtml(one, surroundings));
  }
  const redirects = new Map(
    found.flatMap((one) => (one.kind === "redirect" ? [[one.file, one.target] as const] : [])),
  );
  const pages = found.flatMap((one) =>
    one.kind === "page" && one.page.shown.length + one.page.unreadable.length > 0
      ? [throughRedirect(one.page, redirects)]
      : [],
  );
  const repetitions = repeatedThreads(pages);
  const repeated = Map.groupBy(repetitions, ({ page }) => page);
  const ownPages = pages
    .map((page) => {
      const elsewhere = new Set(repeated.get(page)?.map(({ address }) => address));
      return { ...page, shown: page.shown.filter(({ address }) => !elsewhere.has(address)) };
    })
    .filter(({ shown, unreadable }) => shown.length + unreadable.length > 0)
    .toSorted((a, b) => (a.pageId < b.pageId ? -1 : 1));
  const printed = new Map<string, Set<string>>();
  for (const one of found) {
    if (one.kind !== "page") continue;
    for (const [key, ids] of one.printed) {
      printed.set(key, new Set([...(printed.get(key) ?? []), ...ids]));
    }
  }
  return {
    pages: ownPages,
    printed,
    addresses: new Set(
      htmlFiles.map((file) => indexed.get(file)?.page.pageId ?? site.pageId(file)),
    ),
    findings: [
      ...giants.map(giantPage),
      ...repetitionFindings(repetitions),
      ...canonicalFindings(ownPages),
    ],
  };
}

/** A page of the index, as one of its files has it. */
interface IndexedFile {
  readonly page: IndexedPage;
  /** The page's main file, where this is another form of it. */
  readonly formOf: string | undefined;
}

function byBuiltFile(index: readonly IndexedPage[]): ReadonlyMap<string, IndexedFile> {
  return new Map<string, IndexedFile>([
    ...index.flatMap((page) =>
      page.otherForms.map((file) => [file, { page, formOf: page.builtFile }] as const),
    ),
    ...index.map((page) => [page.builtFile, { page, formOf: undefined }] as const),
  ]);
}

async function requireFolder(publicDir: string): Promise<void> {
  if (await isFolder(publicDir)) return;
  throw builtMessages.error("built-site-not-found", { folder: publicDir });
}

interface Surroundings extends Pick<SitePlace, "baseUrl"> {
  readonly site: BuiltSite;
  readonly indexed: ReadonlyMap<string, IndexedFile>;
  /** Absolute paths of the content files of the index. */
  readonly contentFiles: ReadonlySet<string | undefined>;
  /** Files of pages by the paths of their aliases. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly markToken: MarkToken | undefined;
  /** Text of the script files that may show comments, by path. */
  readonly scripts: ReadonlyMap<string, string>;
  /** What the tags that fetch them have in common with their paths. */
  readonly scriptNames: readonly string[];
  readonly feeds: ReadonlySet<string>;
  readonly widget: Widget;
  readonly readWidgets: WidgetReader;
}

/** What matters of an HTML file. */
type ReadFile =
  | { readonly kind: "redirect"; readonly file: string; readonly target: string }
  | {
      readonly kind: "page";
      readonly page: ReadPage;
      readonly printed: ReadonlyMap<string, ReadonlySet<string>>;
    };

function readHtml(one: BuiltFile, surroundings: Surroundings): readonly ReadFile[] {
  const { site, markToken, scripts, scriptNames, widget, readWidgets } = surroundings;
  const { file, bytes } = one;
  const mayFetch = scriptNames.some((name) => bytes.includes(name));
  const mayShow =
    mayFetch || widget.mayShow(bytes) || (markToken !== undefined && bytes.includes(markToken));
  if (!mayShow && !mayRedirect(bytes)) return [];
  const text = one.text();
  const { html, ranges: marks } =
    markToken === undefined ? { html: text, ranges: [] } : readMarks(text, markToken);
  const scriptOf = (src: string) => scripts.get(site.pathOf(src, file) ?? "");
  const address = addressOf(file, surroundings);
  const found = readWidgets(html, { address, ...(mayFetch ? { scriptOf } : {}) });
  if (found.length + marks.length === 0) {
    const target = mayRedirect(html) ? readPageLinks(html).redirect : undefined;
    const targetFile = target === undefined ? undefined : site.pageAt(target, file);
    return targetFile === undefined ? [] : [{ kind: "redirect", file, target: targetFile }];
  }
  const shown = found.flatMap((one): readonly ShownThread[] =>
    one.kind === "complete" ? [{ address: one.address, mark: markAt(marks, one.offset) }] : [],
  );
  const unreadable = found.flatMap((one) => (one.kind === "unreadable" ? [one.reason] : []));
  const page = toPage(file, html, { shown, unreadable }, surroundings);
  return [{ kind: "page", page, printed: printedBy(marks, shown) }];
}

/** Where readers see a page. */
function addressOf(file: string, { indexed, site, baseUrl }: Surroundings): string {
  const page = indexed.get(file)?.page ?? { pageId: site.pageId(file), baseUrl };
  return `${originIn(page.baseUrl)}${page.pageId}`;
}

/** The threads that each call printed itself, none for a call that printed none. */
function printedBy(marks: readonly MarkedRange[], shown: readonly ShownThread[]) {
  const printed = new Map(marks.map(({ mark }) => [markKey(mark), new Set<string>()]));
  for (const { address, mark } of shown) {
    if (mark !== undefined) printed.get(markKey(mark))?.add(address.threadId);
  }
  return printed;
}

function toPage(
  file: string,
  html: string,
  { shown, unreadable }: Pick<ReadPage, "shown" | "unreadable">,
  { site, indexed, contentFiles, aliases, feeds }: Surroundings,
): ReadPage {
  const links = readPageLinks(html);
  const known = indexed.get(file);
  // Hugo lists no pages that are kept out of lists; a call tells which file such a page is made of.
  const contentFile =
    known === undefined
      ? shown.find(({ mark }) => mark !== undefined && !contentFiles.has(mark.file))?.mark?.file
      : known.page.file;
  const byConversation = new Map<string, ShownThread>();
  for (const one of shown) {
    const conversation = conversationKey(one.address);
    const isOwn = one.mark !== undefined && one.mark.file === contentFile;
    if (isOwn || !byConversation.has(conversation)) byConversation.set(conversation, one);
  }
  return {
    pageId:
      known?.formOf === undefined && known ? known.page.pageId : site.pageId(file, links.canonical),
    file,
    contentFile,
    title: known?.page.title || links.title || file,
    date: known?.page.date ?? links.published,
    day: known?.page.day ?? links.publishedDay,
    translationKey: known?.page.translationKey,
    language: known?.page.language,
    canonical: links.canonical,
    canonicalFile:
      links.canonical === undefined
        ? undefined
        : (site.pageAt(links.canonical, file) ??
          aliases.get(plainPath(site.pathOf(links.canonical, file)))),
    formOf: known?.formOf,
    alternateFiles: links.alternates.flatMap((address) => site.pageAt(address, file) ?? []),
    listSigns: (hasFeed(file, feeds) ? 2 : 0) + (links.type === "website" ? 1 : 0),
    shown: [...byConversation.values()],
    unreadable,
  };
}

function aliasTargets(index: readonly IndexedPage[], site: BuiltSite): ReadonlyMap<string, string> {
  return new Map(
    index.flatMap(({ aliases, builtFile }) =>
      aliases.map((alias) => [plainPath(site.pathOf(alias, builtFile)), builtFile] as const),
    ),
  );
}

function plainPath(path = ""): string {
  return path.replace(/\/?(?:index\.html)?$/, "");
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

/** Hugo makes a feed for its list pages, which their further pages don't have. */
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
