import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { createHugoSite } from "../../src/hugo/site-source.ts";
import { layoutSuggestions } from "../../src/replace/layout-suggestions.ts";
import { hugosAt, siteWidget } from "../hugo/scan-fixture.ts";
import { type FixtureSite, writeFixtureSite } from "../hugo/wirings/fixture-site.ts";
import { fixtureSites } from "../hugo/wirings/fixtures.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { partPath } from "../parts/tiers/tiers.ts";

function siteOf(words: string): FixtureSite {
  const found = fixtureSites.find(({ name }) => name.includes(words));
  if (found === undefined) throw new Error(`there is no fixture ${words}`);
  return found;
}

async function suggestionsFor(folder: string, isOwn = true) {
  const scan = await createHugoSite({
    widget: siteWidget,
    siteDir: folder,
    repositoryDir: folder,
    baseUrl: undefined,
    findHugos: hugosAt(partPath("hugo")),
    shortcodes: undefined,
    duplicateSections: "oldest",
    discover: "auto",
    publicDir: undefined,
    say() {},
    env: { PATH: process.env["PATH"], HOME: tmpdir() },
    now: new Date(),
  }).scan(new AbortController().signal);
  const moved = new Set(scan.pages.map(({ pageId }) => pageId));
  const suggestions = layoutSuggestions(scan, moved, isOwn);
  expect(layoutSuggestions(scan, new Set(), isOwn)).toEqual([]);
  return suggestions;
}

const partial = '{{ partial "comments.html" . }}';

describeWith("hugo")("what templates show is changed as the report says", () => {
  function write(folder: string, file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }

  /** The page as Hugo builds it, with a partial that shows the new comments. */
  function built(folder: string, page: string): string {
    write(folder, "layouts/partials/comments.html", "NEW<b>{{ .RelPermalink }}</b>");
    execFileSync(partPath("hugo"), ["--source", folder, "--noBuildLock"], {
      env: { PATH: process.env["PATH"], HOME: tmpdir() },
    });
    return readFileSync(join(folder, "public", page, "index.html"), "utf8");
  }

  it("by the parameter that chooses the theme's partial", async () => {
    const folder = writeFixtureSite(siteOf("hugo-theme-stack"));
    const [suggestion, ...others] = await suggestionsFor(folder);
    expect(others).toEqual([]);
    expect(suggestion?.message).toContain("The comments of 2 pages");
    const [, file = "", name = "", config = "", line = ""] =
      /^Write a file (\S+) into your site that holds .* and set (\S+) in (\S+), line (\d+), to "moved-comments"\.$/.exec(
        suggestion?.remedy ?? "",
      ) ?? [];
    expect([file, name, config]).toEqual([
      "layouts/partials/comments/provider/moved-comments.html",
      "params.comments.provider",
      "hugo.toml",
    ]);
    write(folder, file, partial);
    const lines = readFileSync(join(folder, config), "utf8").split("\n");
    lines[Number(line) - 1] = (lines[Number(line) - 1] ?? "").replace("cactus", "moved-comments");
    write(folder, config, lines.join("\n"));
    const html = built(folder, "post/hello");
    expect(html).toContain("NEW<b>/post/hello/</b>");
    expect(html).not.toContain("initComments");
    rmSync(folder, { recursive: true });
  });

  it("by a partial of the site instead of the theme's", async () => {
    const { name, files, expected } = siteOf("tranquilpeak");
    const path = "layouts/partials/post/cactus.html";
    const { [path]: widget = "", ...rest } = files;
    const inTheme = { ...rest, [`themes/t/${path}`]: widget };
    const config = `theme = "t"\n${files["hugo.toml"]}`;
    const folder = writeFixtureSite({ name, files: { ...inTheme, "hugo.toml": config }, expected });
    const [suggestion] = await suggestionsFor(folder);
    expect(suggestion?.remedy).toBe(
      `Write a file ${path} into your site that holds ${partial}; Hugo uses it instead of the theme's.`,
    );
    write(folder, path, partial);
    expect(built(folder, "a")).toContain("NEW<b>/a/</b>");
    rmSync(folder, { recursive: true });
  });

  it("in the site's own layout, at its line", async () => {
    const folder = writeFixtureSite(siteOf("the slug"));
    const [suggestion] = await suggestionsFor(folder);
    expect(suggestion?.location).toEqual({ file: "layouts/_default/single.html", line: 5 });
    expect(suggestion?.remedy).toBe(`Put ${partial} there in place of the widget.`);
    rmSync(folder, { recursive: true });
  });

  it("with words for a comment system whose partial is not known", async () => {
    const folder = writeFixtureSite(siteOf("the slug"));
    const [suggestion] = await suggestionsFor(folder, false);
    expect(suggestion?.remedy).toContain("what shows the new comments");
    rmSync(folder, { recursive: true });
  });

  it("and nothing is said where shortcodes show all comments", async () => {
    const folder = writeFixtureSite(siteOf("layouts of Hugo 0.146"));
    expect(await suggestionsFor(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
