import { tmpdir } from "node:os";
import { buildSite } from "../../../src/hugo/asked/build-site.ts";
import { askSetup } from "../../../src/hugo/asked/site-setup.ts";
import type { SitePlace } from "../../../src/hugo/built/built-site.ts";
import { type ScannedBuild, scanBuilt } from "../../../src/hugo/built/scan-built.ts";
import type { HugoOptions } from "../../../src/hugo/program/run-hugo.ts";
import { hugosAt, siteWidget } from "../scan-fixture.ts";

/** Environment for Hugo that holds nothing of the caller's. */
export const hugoEnv = { PATH: process.env["PATH"], HOME: tmpdir() };

/** Builds a site with Hugo and scans what came out, by what the files alone say. */
export async function scanBuild(
  siteDir: string,
  hugoPath: string,
  place: SitePlace,
  more: Partial<HugoOptions> = {},
): Promise<ScannedBuild> {
  const { signal } = new AbortController();
  const options = { siteDir, baseUrl: undefined, env: hugoEnv, ...more };
  const asked = await askSetup(hugoPath, options, signal);
  if (asked.kind !== "known") throw new Error(asked.message);
  for await (const hugo of hugosAt(hugoPath)(signal)) {
    const site = { ...options, setup: asked.setup, shortcodes: new Map<string, string>() };
    const build = await buildSite(hugo, site, signal);
    if (build.kind !== "built") throw new Error(build.message);
    await using built = build;
    return await scanBuilt({
      publicDir: built.dir,
      index: [],
      widget: siteWidget,
      signal,
      ...place,
    });
  }
  throw new Error("there is no Hugo");
}

/** The section ids by page. */
export function threadsByPage({
  pages,
}: Pick<ScannedBuild, "pages">): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    pages.map(({ pageId, shown }) => [pageId, shown.map(({ address }) => address.threadId)]),
  );
}
