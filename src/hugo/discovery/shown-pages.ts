import { join, relative, sep } from "node:path";
import type { Finding } from "../../comment/finding.ts";
import { MigrationError } from "../../comment/migration-error.ts";
import type { FileFinder } from "../address/page-address.ts";
import type { SiteConfig } from "../config/site-config.ts";
import type { RenderedPage } from "../rendered/rendered-page.ts";
import { scanRendered } from "../rendered/scan-rendered.ts";
import type { ShownPage } from "./cross-check.ts";
import { type BuildSources, openBuild } from "./open-build.ts";

/** What a build of the site shows. */
export interface ShownPages {
  /** Undefined where no build is at hand. */
  readonly pages: readonly ShownPage[] | undefined;
  readonly findings: readonly Finding[];
}

/** How a build is looked at. */
interface LookOptions extends BuildSources {
  readonly discover: "auto" | "content" | "rendered";
  /** Absolute; locations are told relative to it. */
  readonly repositoryDir: string;
}

/**
 * Looks at the built site, as far as `discover` asks for it.
 * @throws MigrationError `no-build` where it asks for nothing else and there is none
 */
export async function shownPages(
  options: LookOptions,
  config: SiteConfig,
  fileAt: FileFinder,
  signal: AbortSignal,
): Promise<ShownPages> {
  if (options.discover === "content") return { pages: undefined, findings: [] };
  await using build = await openBuild(options, signal);
  const { dir } = build;
  if (dir === undefined) {
    if (options.discover === "rendered") throw noBuild(build.findings);
    return { pages: undefined, findings: build.findings };
  }
  const { baseUrl, canonifyUrls } = config;
  const languageBaseUrls = baseUrlsOf(config);
  const rendered = await scanRendered({
    publicDir: dir,
    baseUrl,
    canonifyUrls,
    languageBaseUrls,
    namesIndex: (file) => isUglyIndex(file, config),
    signal,
  });
  const builtFile = (file: string) =>
    build.isFresh
      ? `${config.publishDir}/${file}`
      : relative(options.repositoryDir, join(dir, file)).split(sep).join("/");
  const toShown = ({
    pageId,
    file,
    title,
    date,
    wirings,
    unreadable,
  }: RenderedPage): ShownPage => ({
    pageId,
    file: fileAt(pageId)?.file ?? builtFile(file),
    title,
    date,
    wirings,
    unreadable: unreadable.map(({ reason }) => reason),
  });
  return {
    pages: rendered.pages.map(toShown),
    findings: [...build.findings, ...rendered.findings],
  };
}

/** Ugly addresses name the index file of the home page and of sections. */
function isUglyIndex(file: string, { uglyUrls, languages }: SiteConfig): boolean {
  if (typeof uglyUrls === "boolean") return uglyUrls;
  const [first = "", second = ""] = file.split("/");
  return uglyUrls[languages.includes(first) ? second : first] === true;
}

/** Languages with a host of their own are built into folders of their own. */
function baseUrlsOf({ isMultihost, languageSettings }: SiteConfig) {
  if (!isMultihost) return undefined;
  return Object.fromEntries(
    Object.entries(languageSettings).map(([code, { baseUrl }]) => [code, baseUrl]),
  );
}

function noBuild(findings: readonly Finding[]): MigrationError {
  const reason = findings.find(({ code }) => code === "build-failed")?.message;
  return new MigrationError(
    "no-build",
    `There is no built site to look at.${reason === undefined ? " Hugo is not installed, and the site has no public folder." : ` ${reason}`}`,
    {
      remedy:
        "Install Hugo before the migration, or build the site and set public-dir, or set discover to content.",
    },
  );
}
