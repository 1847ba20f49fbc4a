import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { createHugoSite, type HugoSiteOptions } from "../../../src/hugo/site-source.ts";
import { hugosAt, siteWidget } from "../scan-fixture.ts";

/** How a site whose addresses are compared is scanned. */
export interface AddressOptions {
  readonly hugoPath: string;
  readonly discover?: HugoSiteOptions["discover"];
  readonly baseUrl?: string | undefined;
  readonly env?: Readonly<Record<string, string>>;
}

/** The shortcode that shows the section of its parameter. */
export const chatShortcode =
  '<script>initComments({ siteName: "blog", commentSectionId: "{{ .Get 0 }}" })</script>';

/** A call whose section names the content file. */
export function callFor(path: string): string {
  return `{{< chat "${Buffer.from(path).toString("hex")}" >}}`;
}

function environment({ env }: AddressOptions) {
  return { PATH: process.env["PATH"], HOME: tmpdir(), HUGO_NOBUILDLOCK: "true", ...env };
}

/** What a scan with Hugo says of a site. */
export function scanSite(siteDir: string, options: AddressOptions) {
  const { hugoPath, discover = "auto", baseUrl } = options;
  return createHugoSite({
    widget: siteWidget,
    siteDir,
    repositoryDir: siteDir,
    baseUrl,
    findHugos: hugosAt(hugoPath),
    shortcodes: undefined,
    duplicateSections: "error",
    discover,
    publicDir: undefined,
    say() {},
    env: environment(options),
    now: new Date(),
  }).scan(new AbortController().signal);
}

/** The scan's addresses by content file, and its errors. */
export async function scannedAddresses(siteDir: string, options: AddressOptions) {
  const { pages, findings, resolvedBy } = await scanSite(siteDir, options);
  expect(resolvedBy).toBe("hugo");
  const found = pages.flatMap(({ pageId, threads }) =>
    threads.map(({ threadId }) => [Buffer.from(threadId, "hex").toString(), pageId] as const),
  );
  return { addresses: Object.fromEntries(found.toSorted()), findings };
}

/**
 * The addresses by content file as Hugo alone builds them: each layout says its page's own. Undefined
 * where Hugo refuses the site.
 */
export function builtAddresses(
  siteDir: string,
  options: AddressOptions,
): Readonly<Record<string, string>> | undefined {
  const output = mkdtempSync(join(tmpdir(), "hugo-output-"));
  try {
    const base = options.baseUrl === undefined ? [] : ["--baseURL", options.baseUrl];
    const { status } = spawnSync(
      options.hugoPath,
      ["--source", siteDir, "--destination", output, ...base],
      { env: { ...environment(options), HUGO_RESOURCEDIR: join(output, ".gen") } },
    );
    if (status !== 0) return undefined;
    const found = readdirSync(output, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile() && /\.html?$/.test(file.name))
      .flatMap((file) => {
        const html = readFileSync(join(file.parentPath, file.name), "utf8");
        const [, address = ""] = /<i data-page="([^"]*)">/.exec(html) ?? [];
        return [...html.matchAll(/commentSectionId: "([0-9a-f]+)"/g)].map(
          ([, id = ""]) => [Buffer.from(id, "hex").toString(), unescaped(address)] as const,
        );
      });
    return Object.fromEntries(found.toSorted());
  } finally {
    rmSync(output, { recursive: true });
  }
}

/** A layout that says the address of its page, and shows the content. */
export const addressLayout =
  '<html><body><i data-page="{{ .RelPermalink }}"></i>{{ .Content }}</body></html>';

function unescaped(text: string): string {
  const signs: Readonly<Record<string, string>> = { amp: "&", "#39": "'", "#34": '"', "#43": "+" };
  return text.replace(/&(amp|#39|#34|#43);/g, (all, name: string) => signs[name] ?? all);
}
