import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fastGlob from "fast-glob";
import type { ThreadAddress } from "../../domain/page.ts";
import type { Widget } from "../../domain/widget.ts";
import { buildSite } from "../asked/build-site.ts";
import { type MarkToken, readMarks, withoutMarks } from "../asked/mark.ts";
import { indexName } from "../asked/overlay.ts";
import type { IndexedPage } from "../asked/page-index.ts";
import { askSetup, type SiteSetup } from "../asked/site-setup.ts";
import { builtFiles } from "../built/built-files.ts";
import { type BuiltSite, builtSite } from "../built/built-site.ts";
import type { FoundHugo } from "../program/find-hugo.ts";
import { type HugoOptions, makeScratchFolder } from "../program/run-hugo.ts";
import { readTemplateFiles } from "../template/template-files.ts";
import { widgetTemplates } from "../template/widget-templates.ts";
import { originIn, writtenPath } from "../text/url-path.ts";
import {
  commentsName,
  type RenderedComments,
  readRendered,
  writeCommentsOverlay,
} from "./comments-overlay.ts";
import { type CommentPlace, withComments } from "./page-with-comments.ts";

/** Which site is built, and how its comments are found. */
interface PreviewOptions extends HugoOptions {
  /** Hugos that may build the site, the most fitting first. */
  readonly findHugos: (signal: AbortSignal) => AsyncIterable<FoundHugo>;
  /** What shows comments on the site's pages now. */
  readonly widget: Widget;
  /** Names of the shortcodes that show comments; default is what their templates say. */
  readonly shortcodes: readonly string[] | undefined;
}

/** The comments that the site shows instead. */
interface PreviewComments {
  /** Texts of an archive's files, by name: one for each page, also for those without comments. */
  readonly files: ReadonlyMap<string, string>;
  /** Ids of those pages. */
  readonly pageIds: ReadonlySet<string>;
  /** The page that has the comments of a thread; undefined where none has. */
  readonly pageOf: (thread: ThreadAddress) => string | undefined;
}

/** Where a preview has the comments, by page id. */
interface PreviewedPages {
  /** Addresses in the preview's folder at which pages have their comments, percent-encoded. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Pages that have them at their end, since nothing of the old widget could give way. */
  readonly appended: ReadonlySet<string>;
  /** Pages on which the old widget may show its comments as well. */
  readonly doubled: ReadonlySet<string>;
}

/** A site with its moved comments, or why Hugo did not build it. */
export type PreviewBuild =
  | (AsyncDisposable & {
      readonly kind: "built";
      /** Absolute path of the built site; the folder goes when this is disposed of. */
      readonly dir: string;
      /** The path below which it is served, without slashes at its ends; empty for none. */
      readonly servedBelow: string;
      /** Whether languages have hosts of their own, so that links lead to the published site. */
      readonly hasHosts: boolean;
      readonly pages: PreviewedPages;
    })
  | { readonly kind: "failed"; readonly reasons: readonly string[] };

/**
 * Builds the site as it is published, with these comments rendered by the archive's partial in place of
 * the old widget. Addresses on its pages are relative to the server. It leaves nothing in the site's folder.
 * @throws the signal's reason, or MigrationError as {@link PreviewOptions.findHugos} does
 */
export async function buildPreview(
  options: PreviewOptions,
  comments: PreviewComments,
  signal: AbortSignal,
): Promise<PreviewBuild> {
  const reasons: string[] = [];
  for await (const hugo of options.findHugos(signal)) {
    const built = await buildWith(hugo, options, comments, signal);
    if (built.kind === "built") return built;
    reasons.push(`Hugo ${hugo.version}: ${built.message}`);
  }
  return { kind: "failed", reasons };
}

async function buildWith(
  hugo: FoundHugo,
  options: PreviewOptions,
  comments: PreviewComments,
  signal: AbortSignal,
): Promise<
  | Extract<PreviewBuild, { readonly kind: "built" }>
  | { readonly kind: "failed"; readonly message: string }
> {
  const asked = await askSetup(hugo.path, options, signal);
  if (asked.kind === "failed") return asked;
  const setup = servedFromRoot(asked.setup);
  const { widget, shortcodes } = options;
  const found = widgetTemplates(await readTemplateFiles(setup.folders, widget), widget, shortcodes);
  await using scratch = await makeScratchFolder();
  const additions = await writeCommentsOverlay(scratch.path, {
    files: comments.files,
    languages: setup.languages,
    version: hugo.version,
  });
  const build = await buildSite(
    hugo,
    {
      ...options,
      ...(setup === asked.setup ? {} : { baseUrl: setup.baseUrl }),
      setup,
      shortcodes: new Map(found.shortcodes.map(({ path, text }) => [path, text])),
      additions,
    },
    signal,
  );
  if (build.kind === "failed") return build;
  const { dir, index, markToken } = build;
  await using parts = new AsyncDisposableStack();
  parts.use(build);
  const rendered = await readRendered(dir);
  const isWhole = [...rendered.values()].every((pages) =>
    comments.pageIds.isSubsetOf(new Set(pages.keys())),
  );
  if (rendered.size === 0 || !isWhole) {
    return { kind: "failed", message: "it did not render the comments" };
  }
  await removeOwnPages(dir);
  const pages = await putComments(
    { dir, index: index?.pages ?? [], markToken, setup, widget, rendered, comments },
    signal,
  );
  const kept = parts.move();
  return {
    kind: "built",
    dir,
    hasHosts: setup === asked.setup,
    servedBelow: setup === asked.setup ? "" : writtenPath(setup.baseUrl).replace(/^\/+/, ""),
    pages,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/**
 * The setup with an address without a host, so that whoever serves the preview's folder sees its own
 * pages. Where each language has a host of its own, no folder can stand for them.
 */
function servedFromRoot(setup: SiteSetup): SiteSetup {
  if (Object.keys(setup.languageBaseUrls).length > 0) return setup;
  return { ...setup, baseUrl: `${writtenPath(setup.baseUrl)}/` };
}

async function removeOwnPages(dir: string): Promise<void> {
  const own = await fastGlob([`**/${indexName}*`, `**/${commentsName}*`], {
    cwd: dir,
    dot: true,
    onlyFiles: false,
    absolute: true,
  });
  for (const path of own) await rm(path, { recursive: true, force: true });
}

interface Preview {
  readonly dir: string;
  readonly index: readonly IndexedPage[];
  readonly markToken: MarkToken | undefined;
  readonly setup: SiteSetup;
  readonly widget: Widget;
  readonly rendered: RenderedComments;
  readonly comments: PreviewComments;
}

const textFiles = "**/*.{html,htm,xml,json,js,mjs,txt,md,css,webmanifest}";

/** Changes the pages of a built site, and takes the marks out of all its files. */
async function putComments(preview: Preview, signal: AbortSignal): Promise<PreviewedPages> {
  const { dir, markToken, setup, widget } = preview;
  const files = await fastGlob(textFiles, {
    cwd: dir,
    caseSensitiveMatch: false,
    dot: true,
    followSymbolicLinks: false,
  });
  const html = files.filter((file) => /\.html?$/i.test(file));
  const others = files.filter((file) => !/\.html?$/i.test(file));
  const scripts = new Map<string, string>();
  for await (const { file, bytes, ...one } of builtFiles(dir, others, signal)) {
    if (bytes === undefined || !("text" in one)) continue;
    if (/\.m?js$/i.test(file) && widget.mayShow(bytes)) scripts.set(file, one.text());
    if (markToken === undefined || !bytes.includes(markToken)) continue;
    await writeFile(join(dir, file), withoutMarks(one.text(), markToken));
  }
  const put = putInto(preview, { site: builtSite(new Set(html), setup), scripts });
  for await (const { file, bytes, ...one } of builtFiles(dir, html, signal)) {
    if (bytes === undefined || !("text" in one)) continue;
    const text = one.text();
    const changed = put.into(file, text);
    if (changed !== text) await writeFile(join(dir, file), changed);
  }
  return put.pages;
}

function putInto(
  { index, markToken, widget, rendered, comments }: Preview,
  { site, scripts }: { readonly site: BuiltSite; readonly scripts: ReadonlyMap<string, string> },
) {
  const pageOf = new Map(index.map((page) => [page.builtFile, page]));
  const readWidgets = widget.createReader();
  const addresses = new Map<string, string>();
  const appended = new Set<string>();
  const doubled = new Set<string>();

  const htmlOf = (pageId: string, page: IndexedPage | undefined) => {
    const [anyLanguage] = rendered.values();
    return (rendered.get(page?.language ?? "") ?? anyLanguage)?.get(pageId) ?? "";
  };

  /** What shows comments on a page, where any is to be changed. */
  function findWidgets(file: string, html: string, page: IndexedPage | undefined, isOwn: boolean) {
    if (!isOwn && !widget.mayShow(html) && scripts.size === 0) return [];
    const address = page === undefined ? undefined : `${originIn(page.baseUrl)}${page.pageId}`;
    return readWidgets(html, {
      ...(address === undefined ? {} : { address }),
      scriptOf: (src) => scripts.get(site.pathOf(src, file) ?? ""),
    });
  }

  function into(file: string, text: string): string {
    const { html, ranges } =
      markToken === undefined ? { html: text, ranges: [] } : readMarks(text, markToken);
    const page = pageOf.get(file);
    const own = page !== undefined && comments.pageIds.has(page.pageId) ? page.pageId : undefined;
    const found = findWidgets(file, html, page, own !== undefined);
    const shown = new Set<string>();
    const named = found.map((one) =>
      one.kind === "complete" ? comments.pageOf(one.address) : undefined,
    );
    // What an address without a host makes of a thread's name is the page's own.
    const otherwise = own !== undefined && named.includes(own) ? undefined : own;
    const places = found.flatMap(({ offset }, number): readonly CommentPlace[] => {
      const pageId = named[number] ?? otherwise;
      if (pageId === undefined || !comments.pageIds.has(pageId)) return [];
      const range = ranges.findLast(({ start, end }) => start <= offset && offset < end);
      const isFirst = !shown.has(pageId);
      shown.add(pageId);
      return [{ offset, range, comments: isFirst ? htmlOf(pageId, page) : "" }];
    });
    const atEnd = own === undefined || shown.has(own) ? "" : htmlOf(own, page);
    if (places.length === 0 && atEnd === "") return html;
    // A script may be shared with widgets whose comments are not moved.
    const goes = (script: string) =>
      places.length === found.length && widget.markIn(script) !== undefined;
    const changed = withComments(html, places, atEnd, goes);
    if (own === undefined) return changed.html;
    addresses.set(own, addressOf(file));
    if (changed.isAppended) appended.add(own);
    if (changed.keepsWidget) doubled.add(own);
    return changed.html;
  }

  return { into, pages: { addresses, appended, doubled } };
}

function addressOf(file: string): string {
  return encodeURI(file.replace(/(^|\/)index\.html$/, "$1").toWellFormed());
}
