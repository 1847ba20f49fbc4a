import { tmpdir } from "node:os";
import {
  buildWithHugo,
  type HugoBuildOptions,
} from "../../../src/hugo/rendered/build-with-hugo.ts";
import type { SitePlace } from "../../../src/hugo/rendered/built-site.ts";
import { type RenderedSite, scanRendered } from "../../../src/hugo/rendered/scan-rendered.ts";

/** Environment for Hugo that holds nothing of the caller's. */
export const hugoEnv = { PATH: process.env["PATH"], HOME: tmpdir() };

/** Builds a site with Hugo and scans what came out. */
export async function scanBuild(
  siteDir: string,
  hugoPath: string,
  place: SitePlace,
  more: Partial<HugoBuildOptions> = {},
): Promise<RenderedSite> {
  const { signal } = new AbortController();
  const build = await buildWithHugo(
    { hugoPath, siteDir, contentDir: undefined, baseUrl: undefined, env: hugoEnv, ...more },
    signal,
  );
  if (build.kind !== "built") throw new Error(JSON.stringify(build));
  await using built = build;
  return await scanRendered({ publicDir: built.dir, signal, ...place });
}

/** The section ids by page. */
export function sectionsByPage({
  pages,
}: RenderedSite): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    pages.map(({ pageId, wirings }) => [pageId, wirings.map(({ sectionId }) => sectionId)]),
  );
}
