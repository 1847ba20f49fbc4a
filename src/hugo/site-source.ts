import { stat } from "node:fs/promises";
import { join, posix, relative, sep } from "node:path";
import fastGlob from "fast-glob";
import pMap from "p-map";
import type { Finding } from "../comment/finding.ts";
import { MigrationError } from "../comment/migration-error.ts";
import type { Page, SiteScan } from "../comment/page.ts";
import { type HugoList, listWithHugo } from "./address/hugo-list.ts";
import { addressFinder, type PageAddress } from "./address/page-address.ts";
import { pageDate } from "./address/permalink.ts";
import { readSiteConfig } from "./config/site-config.ts";
import { type BuildStatus, buildStatus } from "./content/build-status.ts";
import { type ContentFile, type ReadContent, readContent } from "./content/content-file.ts";
import { type DatedPage, type DuplicatePolicy, distinctSections } from "./duplicate-sections.ts";

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
  /** Names of the shortcodes that show comments. */
  readonly shortcodes: readonly string[];
  readonly duplicateSections: DuplicatePolicy;
  /** Environment for Hugo. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The time at which pages are drafts of the future or expired. */
  readonly now: Date;
}

/** A Hugo repository that can be scanned for pages with comments. */
export interface HugoSite {
  /**
   * @throws MigrationError `content-dir-not-found`, `malformed-site-config`, or the signal's reason
   */
  scan(signal: AbortSignal): Promise<SiteScan>;
}

export function createHugoSite(options: HugoSiteOptions): HugoSite {
  return { scan: (signal) => scanSite(options, signal) };
}

const extensions = "{md,markdown,mdown,html,htm,adoc,asciidoc,ad,org,rst,pandoc,pdc}";
const filesAtOnce = 16;

async function scanSite(options: HugoSiteOptions, signal: AbortSignal): Promise<SiteScan> {
  const ownConfig = await readSiteConfig(options.siteDir);
  const config = { ...ownConfig, baseUrl: options.baseUrl ?? ownConfig.baseUrl };
  const contentPath = options.contentDir ?? config.contentDir;
  const contentDir = join(options.siteDir, contentPath);
  await requireFolder(contentDir, contentPath);

  const paths = await fastGlob(`**/*.${extensions}`, {
    cwd: contentDir,
    caseSensitiveMatch: false,
    followSymbolicLinks: false,
  });
  const fileOf = (path: string) =>
    relative(options.repositoryDir, join(contentDir, path)).split(sep).join("/");
  const read: ReadContent[] = await pMap(
    paths.sort(),
    (path) => readContent({ contentDir, path, file: fileOf(path) }, options.shortcodes),
    { concurrency: filesAtOnce, signal },
  );
  const contents = read.flatMap(({ content }) => content ?? []);
  const list: HugoList =
    contents.length === 0 ? { kind: "not-installed" } : await listWithHugo(options, signal);
  const normalPath = posix.normalize(contentPath.replaceAll("\\", "/")).replace(/\/$/, "");
  const addressOf = addressFinder({ list, config, contentPath: normalPath, paths });
  const isResource = resourceFinder(paths);

  const placed = contents.map((content) => {
    const status = isResource(content.path)
      ? "unrendered"
      : buildStatus(content.frontMatter, config, options.now);
    const address = addressOf(content);
    const isHidden = status === "published" && address.kind === "unrendered";
    return { content, address, status: isHidden ? "unrendered" : status };
  });
  const grouped = Map.groupBy(placed, ({ status }) => status);
  const filesWith = (status: BuildStatus) => (grouped.get(status) ?? []).map((one) => one.content);
  const published = grouped.get("published") ?? [];
  const { pages, findings: clashes } = distinctAddresses(
    published.flatMap(({ content, address }) => toPage(content, address)),
  );
  const distinct = distinctSections(pages, options.duplicateSections);
  return {
    pages: distinct.pages.toSorted((a, b) => (a.pageId < b.pageId ? -1 : 1)),
    resolvedBy: list.kind === "listed" ? "hugo" : "resolver",
    counts: {
      contentFiles: paths.length,
      withSection: contents.length,
      draft: filesWith("draft").length,
      future: filesWith("future").length,
      expired: filesWith("expired").length,
      unrendered: filesWith("unrendered").length,
    },
    findings: [
      ...read.flatMap(({ findings }) => findings),
      ...hugoFailure(list),
      ...nothingFound(contents, options.shortcodes),
      ...(["draft", "future", "expired", "unrendered"] as const).flatMap((status) =>
        unpublished(status, filesWith(status)),
      ),
      ...published.flatMap(({ address }) => addressFindings(address)),
      ...clashes,
      ...distinct.findings,
    ],
  };
}

async function requireFolder(contentDir: string, contentPath: string): Promise<void> {
  const folder = await stat(contentDir).catch(() => undefined);
  if (folder?.isDirectory()) return;
  throw new MigrationError(
    "content-dir-not-found",
    `There is no content folder ${contentPath} (looked for ${contentDir}).`,
    { remedy: "Set content-dir, and site-dir if the Hugo site is not at the repository's root." },
  );
}

/** Says whether a file is part of a leaf bundle's content, and so has no address of its own. */
function resourceFinder(paths: readonly string[]): (path: string) => boolean {
  const bundles = new Set(
    paths.filter((path) => /\/index\.[^/]*$/.test(path)).map((path) => posix.dirname(path)),
  );
  return (path) => {
    const isIndex = /(?:^|\/)index\.[^/]*$/.test(path);
    let folder = posix.dirname(path);
    if (isIndex) folder = posix.dirname(folder);
    for (; folder !== "."; folder = posix.dirname(folder)) if (bundles.has(folder)) return true;
    return false;
  };
}

function toPage(content: ContentFile, address: PageAddress): readonly DatedPage[] {
  if (address.kind !== "found") return [];
  const { title } = content.frontMatter;
  const page: Page = {
    pageId: address.pageId,
    title: typeof title === "string" && title !== "" ? title : content.path,
    file: content.file,
    sections: content.sections,
  };
  return [{ page, date: pageDate(content.frontMatter)?.instant }];
}

function addressFindings(address: PageAddress): readonly Finding[] {
  if (address.kind === "found") return address.findings;
  return address.kind === "unknown" ? [address.finding] : [];
}

/** Two files with one address: nobody can say which of them a reader sees. */
function distinctAddresses(pages: readonly DatedPage[]) {
  const byAddress = Map.groupBy(pages, ({ page }) => page.pageId);
  const groups = [...byAddress.values()];
  const findings = groups
    .filter((sharing) => sharing.length > 1)
    .flatMap((sharing) => {
      const files = sharing.map(({ page }) => page.file).join(" and ");
      return sharing.map(
        ({ page }): Finding => ({
          severity: "error",
          code: "duplicate-address",
          message: `${files} have the same address ${page.pageId}; their comments were not moved.`,
          remedy: "Give each page an address of its own (url or slug in its front matter).",
          pageId: page.pageId,
          location: page.sections[0]?.location ?? { file: page.file, line: 1 },
        }),
      );
    });
  return { pages: groups.filter((sharing) => sharing.length === 1).flat(), findings };
}

function hugoFailure(list: HugoList): readonly Finding[] {
  if (list.kind !== "failed") return [];
  return [
    {
      severity: "warning",
      code: "hugo-failed",
      message: `Hugo could not list the pages, so their addresses were worked out without it. It said: ${list.message}`,
      remedy: "Make hugo list all work in the site's folder, so that the addresses are Hugo's own.",
    },
  ];
}

function nothingFound(
  contents: readonly ContentFile[],
  shortcodes: readonly string[],
): readonly Finding[] {
  if (contents.length > 0) return [];
  return [
    {
      severity: "warning",
      code: "no-sections",
      message: `No content file has a comment section; looked for the shortcode ${shortcodes.join(", ")}.`,
      remedy: "If the site's shortcode has another name, set shortcodes.",
    },
  ];
}

const unpublishedBecause: Record<Exclude<BuildStatus, "published">, string> = {
  draft: "drafts",
  future: "to be published in the future",
  expired: "expired",
  unrendered: "not rendered (headless, part of a bundle, or by build options)",
};

function unpublished(
  status: Exclude<BuildStatus, "published">,
  contents: readonly ContentFile[],
): readonly Finding[] {
  if (contents.length === 0) return [];
  const files = contents.map(({ file }) => file).join(", ");
  return [
    {
      severity: status === "unrendered" ? "warning" : "notice",
      code: `${status}-pages`,
      message: `Left out as Hugo leaves them out, because they are ${unpublishedBecause[status]}: ${files}.`,
      remedy:
        status === "unrendered"
          ? "If readers do see their comments, move the shortcode to a page that is rendered."
          : "Run the migration again when they are published.",
    },
  ];
}
