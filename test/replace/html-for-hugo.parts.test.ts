import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createHugoSite } from "../../src/hugo/site-source.ts";
import { planReplacement } from "../../src/replace/plan-replacement.ts";
import { hugosAt, siteWidget } from "../hugo/scan-fixture.ts";
import { hugos } from "../parts/hugo/hugos.ts";
import { templateOf } from "../shortcode/template-of.ts";

const frontMatter = "---\ntitle: a\n---\n";
const texts = {
  "content/markdown.md": `${frontMatter}Before.\n\n{{< chat markdown >}}\n`,
  "content/html.html": `${frontMatter}<p>Before.</p>\n{{< chat html >}}\n`,
  "content/org.org": "#+title: a\n\nBefore.\n\n{{< chat org >}}\n",
};
const unsafe = "[markup.goldmark.renderer]\nunsafe = true\n";
const cases = [
  { config: unsafe, shown: ["html", "markdown"] },
  { config: "", shown: ["html"] },
];

for (const hugo of hugos) {
  hugo.describe(`HTML takes the place of a shortcode with ${hugo.name}`, () => {
    it.each(cases)("where it is shown, and nowhere else: $shown", async ({ config, shown }) => {
      const folder = mkdtempSync(join(tmpdir(), "html-for-hugo-"));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
      for (const path of ["content", "layouts/shortcodes", "layouts/_default"]) {
        mkdirSync(join(folder, path), { recursive: true });
      }
      write(
        "hugo.toml",
        `disableKinds = ["taxonomy", "term", "RSS", "home", "section"]\n[security]\nallowContent = [".*"]\n${config}`,
      );
      write("layouts/_default/single.html", "{{ .Content }}");
      write(
        "layouts/shortcodes/chat.html",
        '<script>initComments({ commentSectionId: "{{ .Get 0 }}" })</script>',
      );
      for (const [path, text] of Object.entries(texts)) write(path, text);
      const planned = await plannedFor(folder, hugo.path());
      expect(planned.sort()).toEqual(shown.map((name) => `/${name}/`));

      for (const [path, text] of Object.entries(texts)) {
        write(path, text.replace(/\{\{.*\}\}/, '<div data-page="here"></div>'));
      }
      execFileSync(hugo.path(), ["--source", folder, "--noBuildLock"], { stdio: "pipe" });
      const pages = globSync("*/index.html", { cwd: join(folder, "public") }).filter((path) =>
        readFileSync(join(folder, "public", path), "utf8").includes('<div data-page="here">'),
      );
      expect(pages.map((path) => `/${path.replace("index.html", "")}`).sort()).toEqual(planned);
    });
  });
}

/** Pages whose shortcodes would give way to HTML. */
async function plannedFor(repositoryDir: string, hugoPath: string): Promise<string[]> {
  const site = createHugoSite({
    widget: siteWidget,
    siteDir: repositoryDir,
    repositoryDir,
    baseUrl: undefined,
    findHugos: hugosAt(hugoPath),
    shortcodes: undefined,
    duplicateSections: "error",
    discover: "auto",
    publicDir: undefined,
    say() {},
    env: { PATH: process.env["PATH"], HOME: tmpdir() },
    now: new Date("2024-06-01T12:00:00Z"),
  });
  const scan = await site.scan(new AbortController().signal);
  const template = templateOf('<div data-page="[page]"></div>');
  const { files } = planReplacement(
    scan,
    new Set(scan.pages.map(({ pageId }) => pageId)),
    template,
  );
  return files.flatMap(({ replacements }) => replacements.map(({ pageId }) => pageId));
}
