import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { Parser } from "htmlparser2";
import { expect, onTestFinished } from "vitest";
import { MigrationError } from "../../src/domain/migration-error.ts";
import type { SiteScan } from "../../src/domain/page.ts";
import type { Widget } from "../../src/domain/widget.ts";
import { createHugoSite, type HugoSiteOptions } from "../../src/hugo/site-source.ts";
import { runProcess } from "../../src/process/run-process.ts";
import { cactusWidget } from "../../src/sources/cactus/widget/cactus-widget.ts";
import { currentHugo } from "../parts/hugo/hugos.ts";

/** The widget of all fixtures. */
export const siteWidget: Widget = cactusWidget;

/** A Hugo site in a repository, and how it is scanned. */
export interface FixtureScan {
  /** By path from the repository's root. */
  readonly files: Readonly<Record<string, string>>;
  /** Path of the Hugo, or `none` for a machine without one; default is the current one. */
  readonly hugo?: string | "none";
  readonly discover?: "auto" | "content" | "rendered";
  /** A site built before, from the repository's root. */
  readonly publicDir?: string;
  readonly duplicateSections?: "error" | "oldest" | "newest" | "default-language";
  /** The Hugo site's folder in the repository; default is its root. */
  readonly siteDir?: string;
  /** Replaces the site's own address. */
  readonly baseUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Time for the whole scan, in ms. */
  readonly timeBudgetMs?: number;
  /** Told the repository's folder, after the files are written and before anything is asked. */
  readonly before?: (folder: string) => Promise<void> | void;
}

/** What a scan returns, and the repository's folder, which goes when the test is finished. */
export interface FixtureSiteScan extends SiteScan {
  readonly folder: string;
}

/** A comment section as a built page shows it. */
export interface BuiltSection {
  /** Address of the page. */
  readonly page: string;
  readonly threadId: string;
  readonly siteName: string | undefined;
}

/**
 * Scans the fixture's site. All cases scan by this function and no other.
 * @throws MigrationError as a scan does
 */
export async function scanFixture(fixture: FixtureScan): Promise<FixtureSiteScan> {
  const folder = await writeRepository(fixture);
  const { hugo, publicDir, baseUrl, timeBudgetMs } = fixture;
  const site = createHugoSite({
    widget: siteWidget,
    siteDir: siteFolder(folder, fixture),
    repositoryDir: folder,
    baseUrl,
    findHugos: hugo === "none" ? noHugos : hugosAt(hugo ?? currentHugo.path()),
    shortcodes: undefined,
    duplicateSections: fixture.duplicateSections ?? "error",
    discover: fixture.discover ?? "auto",
    publicDir: publicDir === undefined ? undefined : join(folder, publicDir),
    say() {},
    env: environment(fixture),
    timeBudgetMs,
    now: new Date(),
  });
  return { ...(await site.scan(new AbortController().signal)), folder };
}

/** The Hugo of a path, as a scan is told of it; of one that does not say its version, a new one. */
export function hugosAt(hugoPath: string): HugoSiteOptions["findHugos"] {
  return async function* (signal) {
    const known = versions.get(hugoPath);
    const version = known ?? (await versionOf(hugoPath, signal));
    versions.set(hugoPath, version);
    yield { path: hugoPath, version, from: "path" };
  };
}

/** By path: hundreds of scans ask the same programs. */
const versions = new Map<string, string>();

async function versionOf(hugoPath: string, signal: AbortSignal): Promise<string> {
  const run = { cwd: tmpdir(), env: process.env, timeoutMs: 60_000 };
  const said = await runProcess(hugoPath, ["version"], run, signal).catch(() => undefined);
  return /v(\d+\.\d+\.\d+)/.exec(said?.stdout ?? "")?.[1] ?? "0.168.0";
}

/** A machine without Hugo. */
export async function* noHugos(): AsyncGenerator<never, void> {}

/** The error with which a scan of the fixture ends; fails the test where it doesn't end so. */
export async function scanError(fixture: FixtureScan): Promise<MigrationError> {
  const outcome = await scanFixture(fixture).catch((error: unknown) => error);
  expect(outcome, "how the scan ended").toBeInstanceOf(MigrationError);
  if (outcome instanceof MigrationError) return outcome;
  throw outcome;
}

/**
 * The comment sections that readers get: builds the fixture with Hugo alone, without anything of this
 * program, and looks at the scripts of the built pages. Ordered by page; fails the test where Hugo fails.
 */
export async function askHugo(fixture: FixtureScan): Promise<readonly BuiltSection[]> {
  const folder = await writeRepository(fixture);
  const publicDir = join(folder, "..", "built-by-hugo");
  buildWithHugo(folder, publicDir, fixture);
  return readBuiltSections(publicDir, basePath(folder, fixture));
}

/** Builds the site of a repository into a folder; fails the test where Hugo fails. */
export function buildWithHugo(
  folder: string,
  publicDir: string,
  fixture: Pick<FixtureScan, "siteDir" | "baseUrl" | "env" | "hugo"> = {},
): void {
  const address = fixture.baseUrl === undefined ? [] : ["--baseURL", fixture.baseUrl];
  const { status, stdout, stderr } = spawnSync(
    fixture.hugo ?? currentHugo.path(),
    ["--source", siteFolder(folder, fixture), "--destination", publicDir, ...address],
    { env: environment(fixture), encoding: "utf8", timeout: 60_000 },
  );
  expect(status, `as Hugo builds it: ${stdout}${stderr}`).toBe(0);
}

/** Sections as `/page/ section-id`, in the order in which they are given. */
export function asLines(threads: readonly Omit<BuiltSection, "siteName">[]): readonly string[] {
  return threads.map(({ page, threadId }) => `${page} ${threadId}`);
}

/** The sections of a scan's pages. */
export function threadsOf({ pages }: Pick<SiteScan, "pages">): readonly BuiltSection[] {
  return inOrder(
    pages.flatMap(({ pageId, threads }) =>
      threads.map(({ threadId, siteName }) => ({ page: pageId, threadId, siteName })),
    ),
  );
}

async function writeRepository({ files, before }: FixtureScan): Promise<string> {
  const parent = mkdtempSync(join(tmpdir(), "hugo-case-"));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const folder = join(parent, "repository");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  await before?.(folder);
  return folder;
}

function siteFolder(folder: string, { siteDir = "." }: Pick<FixtureScan, "siteDir">): string {
  return join(folder, siteDir);
}

function environment({ env }: Pick<FixtureScan, "env">) {
  return { PATH: process.env["PATH"], HOME: tmpdir(), HUGO_NOBUILDLOCK: "true", ...env };
}

/** The path of the site's address, which Hugo asked for its configuration knows; `/` at its end. */
function basePath(folder: string, fixture: FixtureScan): string {
  const address = fixture.baseUrl ?? configuredAddress(folder, fixture);
  return new URL(address, "https://no-host.invalid/").pathname.replace(/\/*$/, "/");
}

function configuredAddress(folder: string, fixture: FixtureScan): string {
  const { stdout } = spawnSync(
    fixture.hugo ?? currentHugo.path(),
    ["config", "--source", siteFolder(folder, fixture), "--environment", environmentName(fixture)],
    { env: environment(fixture), encoding: "utf8" },
  );
  return /^baseurl\s*[=:]\s*["'](.*)["']$/im.exec(stdout)?.[1] ?? "";
}

function environmentName({ env = {} }: FixtureScan): string {
  return env["HUGO_ENVIRONMENT"] ?? env["HUGO_ENV"] ?? "production";
}

function readBuiltSections(publicDir: string, path: string): readonly BuiltSection[] {
  const files = readdirSync(publicDir, { recursive: true, encoding: "utf8" });
  return inOrder(
    files
      .filter((file) => file.endsWith(".html"))
      .flatMap((file) => {
        const address = file
          .split(sep)
          .join("/")
          .replace(/(?<=^|\/)index\.html$/, "");
        const page = path + encodeURI(address);
        return widgetsOf(readFileSync(join(publicDir, file), "utf8")).map((one) => ({
          page,
          ...one,
        }));
      }),
  );
}

/** The widgets of a built page: what its inline scripts give to the client, and no text about it. */
function widgetsOf(html: string): readonly Omit<BuiltSection, "page">[] {
  const found: Omit<BuiltSection, "page">[] = [];
  let script: string | undefined;
  const parser = new Parser({
    onopentag(name) {
      if (name === "script") script = "";
    },
    ontext(text) {
      if (script !== undefined) script += text;
    },
    onclosetag(name) {
      if (name !== "script") return;
      for (const [, literal = ""] of (script ?? "").matchAll(/initComments\(\{([^}]*)\}/g)) {
        const threadId = settingOf("commentSectionId", literal);
        if (threadId === undefined) continue;
        found.push({ threadId, siteName: settingOf("siteName", literal) });
      }
      script = undefined;
    },
  });
  parser.end(html);
  return found;
}

function settingOf(name: string, literal: string): string | undefined {
  const value = new RegExp(`${name}:\\s*("(?:[^"\\\\]|\\\\.)*"|[\\d.]+)`).exec(literal)?.[1];
  if (value === undefined) return undefined;
  // Go's templates write an apostrophe as JavaScript allows and JSON does not.
  const parsed: unknown = JSON.parse(value.replaceAll("\\'", "'"));
  return String(parsed);
}

function inOrder(threads: readonly BuiltSection[]): readonly BuiltSection[] {
  return threads.toSorted((one, other) =>
    one.page < other.page ? -1 : one.page > other.page ? 1 : 0,
  );
}
