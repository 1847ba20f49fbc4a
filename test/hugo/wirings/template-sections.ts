import { readFileSync } from "node:fs";
import { join } from "node:path";
import fastGlob from "fast-glob";
import { createBranches } from "../../../src/hugo/address/branches.ts";
import { relPermalink } from "../../../src/hugo/address/permalink.ts";
import { readSiteConfig, type SiteConfig } from "../../../src/hugo/config/site-config.ts";
import { placeOf } from "../../../src/hugo/content/content-place.ts";
import { splitContent } from "../../../src/hugo/content/content-split.ts";
import { contentWirings } from "../../../src/hugo/content/content-wirings.ts";
import { parseFrontMatter } from "../../../src/hugo/content/front-matter.ts";
import { pageDates } from "../../../src/hugo/content/page-dates.ts";
import { contentFormat } from "../../../src/hugo/content/shown-content.ts";
import type { PageFacts } from "../../../src/hugo/template/page-facts.ts";
import { readTemplates } from "../../../src/hugo/template/read-templates.ts";
import { inOrder } from "./built-sections.ts";

/** The comment sections of a site as its templates tell without a build, and the codes of findings. */
export async function templateSections(siteDir: string, shortcodes?: readonly string[]) {
  const config = await configOf(siteDir);
  const templates = await readTemplates(config, { shortcodes });
  const findings = templates.findings.map(({ code }) => code);
  const contentDir = join(siteDir, config.contentDir);
  const paths = (await fastGlob("**/*.{md,html}", { cwd: contentDir })).sort();
  const uncertainPages: string[] = [];
  const sections = paths.flatMap((path) => {
    const { body, frontMatter: head } = splitContent(readFileSync(join(contentDir, path), "utf8"));
    const page = factsOf(path, parseFrontMatter(head), config);
    const content = contentWirings(
      { text: body, format: contentFormat(path), allowsHtml: config.allowsHtmlInMarkdown },
      templates,
      { file: path, line: 1 },
    );
    const results = content.calls.map(({ call, location }) =>
      templates.wiringsOfShortcode(call, page, location),
    );
    results.push({ wirings: content.own.map(({ wiring }) => wiring), findings: content.findings });
    results.push(templates.wiringsOfPage(page));
    findings.push(...results.flatMap((result) => result.findings.map(({ code }) => code)));
    if (
      results.some(({ findings: found }) => found.some(({ code }) => code === "uncertain-section"))
    ) {
      uncertainPages.push(page.pageId ?? "");
    }
    return results.flatMap(({ wirings }) =>
      wirings.map((wiring) => ({ page: page.pageId ?? "", ...wiring })),
    );
  });
  return { sections: inOrder(sections), findings, uncertainPages };
}

async function configOf(siteDir: string): Promise<SiteConfig> {
  const config = await readSiteConfig(siteDir);
  const themes = await fastGlob("themes/*", { cwd: siteDir, onlyDirectories: true });
  const mounts = themes.flatMap((theme) =>
    ["layouts", "static", "assets"].map((target) => ({
      source: join(siteDir, theme, target),
      target,
      language: undefined,
    })),
  );
  const known = new Set(config.mounts.map(({ source }) => source));
  return {
    ...config,
    mounts: [...config.mounts, ...mounts.filter(({ source }) => !known.has(source))],
  };
}

function factsOf(
  path: string,
  frontMatter: PageFacts["frontMatter"],
  config: SiteConfig,
): PageFacts {
  const place = placeOf(path, config);
  const branches = createBranches({ config, files: [], frontMatters: new Map() });
  const language = place.language ?? config.defaultContentLanguage;
  const dates = pageDates(frontMatter, place.name, config);
  const pageId = relPermalink({ place, language, frontMatter, dates }, config, branches);
  return {
    path,
    file: `content/${path}`,
    language,
    frontMatter,
    dates,
    pageId,
    permalink: pageId === undefined ? undefined : `https://example.org${pageId}`,
    kind: place.kind,
    section: place.folders[0] ?? "",
  };
}
