import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createHugoSite } from "../../src/hugo/site-source.ts";

const files = {
  "hugo.toml": 'baseURL = "https://example.org/"\n[permalinks]\nposts = "/:year/:slug/"\n',
  "layouts/shortcodes/chat.html":
    '<script>\ninitComments({\n  commentSectionId: "{{ .Get 0 }}"\n})\n</script>\n',
  "content/posts/yaml.md":
    "---\ntitle: A\ndate: 2020-02-03\nslug: a\n---\n\nText\n\n{{< chat a >}}\n",
  "content/posts/toml.md":
    '+++\ntitle = "B"\ndate = 2021-02-03\nslug = "b"\n+++\n\n{{< chat b >}}\n',
  "content/posts/json.md":
    '{\n  "title": "C",\n  "date": "2022-02-03",\n  "slug": "c"\n}\n\n{{< chat\n  c >}}\n',
  "content/broken.md": "---\ntitle: A\nlist: [\n---\n{{< chat d >}}\n",
};

async function scanOf(lineEnd: string) {
  const repositoryDir = mkdtempSync(join(tmpdir(), "line-endings-"));
  onTestFinished(() => rmSync(repositoryDir, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repositoryDir, path)), { recursive: true });
    writeFileSync(join(repositoryDir, path), text.replaceAll("\n", lineEnd));
  }
  const site = createHugoSite({
    siteDir: repositoryDir,
    repositoryDir,
    contentDir: undefined,
    baseUrl: undefined,
    hugoPath: "/nonexistent/hugo",
    shortcodes: undefined,
    duplicateSections: "error",
    discover: "content",
    publicDir: undefined,
    say() {},
    env: {},
    now: new Date("2024-06-01T12:00:00Z"),
  });
  return site.scan(new AbortController().signal);
}

it("a site with the line ends of Windows has the same pages, at the same lines", async () => {
  const [unix, windows] = [await scanOf("\n"), await scanOf("\r\n")];
  expect(unix.pages.map(({ pageId }) => pageId)).toEqual(["/2020/a/", "/2021/b/", "/2022/c/"]);
  expect(unix.pages.map(({ file }) => file)).toContain("content/posts/yaml.md");
  expect(windows).toEqual(unix);
});
