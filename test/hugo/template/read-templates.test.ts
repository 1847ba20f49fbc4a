import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readSiteConfig } from "../../../src/hugo/config/site-config.ts";
import { pageDates } from "../../../src/hugo/content/page-dates.ts";
import type { PageFacts } from "../../../src/hugo/template/page-facts.ts";
import { readTemplates } from "../../../src/hugo/template/read-templates.ts";
import { scanShortcodes } from "../../../src/shortcode/shortcode-lexer.ts";
import { clientHtml } from "../wirings/fixture-site.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function templatesOf(
  files: Readonly<Record<string, string>>,
  shortcodes?: readonly string[],
) {
  const folder = mkdtempSync(join(tmpdir(), "templates-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const config = await readSiteConfig(folder);
  const templates = await readTemplates(config, { shortcodes });
  const page: PageFacts = {
    path: "posts/a.md",
    file: "content/posts/a.md",
    language: "en",
    frontMatter: { slug: "the-slug" },
    dates: pageDates({}, "a", config),
    pageId: undefined,
    permalink: undefined,
    kind: "page",
    section: "posts",
  };
  const location = { file: page.file, line: 7 };
  const shownBy = (text: string) => {
    const results = scanShortcodes(text).calls.map((call) =>
      templates.wiringsOfShortcode(call, page, location),
    );
    return {
      ids: results.flatMap(({ wirings }) => wirings.map(({ sectionId }) => sectionId)),
      findings: results.flatMap(({ findings }) => findings),
    };
  };
  return { templates, page, shownBy };
}

const cactus = (sectionId: string) => clientHtml('"example.org"', sectionId);

describe("which shortcodes show comments", () => {
  const files = {
    "layouts/shortcodes/chat.html": "<p>{{ .Inner }}</p>",
    "layouts/shortcodes/talk.html": '{{ partial "deep/one" (dict "id" (.Get 0)) }}',
    "layouts/partials/deep/one.html": '{{ template "partials/deep/two.html" . }}',
    "layouts/partials/deep/two.html": cactus('"{{ .id }}"'),
    "layouts/shortcodes/blog/room.en.html": cactus('"{{ .Get "id" }}"'),
    "layouts/shortcodes/broken.html": `{{ if }}${cactus('"x"')}`,
  };

  it("their templates say, also through partials", async () => {
    const { templates } = await templatesOf(files);
    expect(templates.shortcodes).toEqual(new Set(["talk", "blog/room"]));
  });

  it("the input says where it names some, whatever their templates show", async () => {
    const { templates, shownBy } = await templatesOf(files, ["chat", "talk"]);
    expect(templates.shortcodes).toEqual(new Set(["chat", "talk"]));
    expect(
      shownBy('{{< chat one >}}{{< chat theme="x" id="two" >}}{{< talk three >}}').ids,
    ).toEqual(["one", "two", "three"]);
    expect(shownBy("{{< chat >}}").findings).toMatchObject([
      { severity: "error", code: "section-without-id", location: { line: 7 } },
    ]);
  });

  it("is not known of a template that can't be read, and that is said", async () => {
    const { templates } = await templatesOf(files);
    expect(templates.findings).toMatchObject([
      { code: "malformed-template", message: expect.stringContaining("shortcodes/broken.html") },
    ]);
  });

  it("is not asked of Hugo's own", async () => {
    const { templates } = await templatesOf({});
    expect(
      ["figure", "highlight", "ref", "mine"].map((name) => templates.hasTemplate(name)),
    ).toEqual([true, true, true, false]);
  });
});

describe("a section id is never guessed", () => {
  it.each([
    ["is empty", '"{{ .Get 0 }}"', "section-without-id", "names no comment section"],
    ["only a build knows", '"{{ .Page.WordCount }}"', "unknown-section-id", "without a build"],
    [
      "only Hugo's own functions know",
      "{{ hash.XxHash .Page.Slug }}",
      "unknown-section-id",
      "build",
    ],
    ["is worked out in the browser", "document.title", "unknown-section-id", "browser"],
    ["is in part unknown", '"{{ .Page.Slug }}-{{ now.Year }}"', "unknown-section-id", "build"],
  ])("where it %s", async (_, sectionId, code, words) => {
    const { shownBy } = await templatesOf({ "layouts/shortcodes/chat.html": cactus(sectionId) });
    const { ids, findings } = shownBy("{{< chat >}}");
    expect(ids).toEqual([]);
    expect(findings).toMatchObject([
      { severity: "error", code, message: expect.stringContaining(words), location: { line: 7 } },
    ]);
    expect(JSON.stringify(findings)).not.toContain("hugo_value");
  });

  it("where it hangs on something unknown whether comments are shown, which is said", async () => {
    const { shownBy } = await templatesOf({
      "layouts/shortcodes/chat.html": `{{ if .Page.IsTranslated }}${cactus('"a"')}{{ end }}`,
    });
    expect(shownBy("{{< chat >}}")).toMatchObject({
      ids: ["a"],
      findings: [{ severity: "warning", code: "uncertain-section" }],
    });
  });

  it("where a partial's name is unknown, which is said", async () => {
    const { shownBy } = await templatesOf({
      "layouts/shortcodes/chat.html": '{{ partial (printf "c/%s" .Page.WordCount) . }}',
      "layouts/partials/c/cactus.html": cactus('"a"'),
    });
    expect(shownBy("{{< chat >}}")).toMatchObject({
      ids: [],
      findings: [{ severity: "warning", code: "uncertain-section" }],
    });
  });
});

describe("a page's layout", () => {
  it("without a section id for a page is a warning only, for it may mean a page without comments", async () => {
    const { templates, page } = await templatesOf({
      "layouts/_default/single.html": cactus('"{{ .Params.commentslug }}"'),
    });
    expect(templates.hasLayoutWiring).toBe(true);
    expect(templates.wiringsOfPage(page)).toMatchObject({
      wirings: [],
      findings: [{ severity: "warning", code: "section-without-id" }],
    });
  });

  it("is looked at only where some layout can show comments", async () => {
    const { templates, page } = await templatesOf({
      "layouts/_default/single.html": "{{ .Content }}",
      "layouts/shortcodes/chat.html": cactus('"a"'),
    });
    expect(templates.hasLayoutWiring).toBe(false);
    expect(templates.wiringsOfPage(page)).toEqual({ wirings: [], findings: [] });
  });
});
