import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { ThreadPlace } from "../../src/domain/page.ts";
import { createHugoSite } from "../../src/hugo/site-source.ts";
import { currentHugo } from "../parts/hugo/hugos.ts";
import { contentLayouts } from "./cases/base-site.ts";
import { hugosAt, siteWidget } from "./scan-fixture.ts";

const files = {
  "hugo.toml": 'baseURL = "https://example.org/"\n[permalinks]\nposts = "/:year/:slug/"\n',
  ...contentLayouts,
  "layouts/shortcodes/chat.html":
    '<script>\ninitComments({\n  commentSectionId: "{{ .Get 0 }}"\n})\n</script>\n',
  "content/posts/yaml.md":
    "---\ntitle: A\ndate: 2020-02-03\nslug: a\n---\n\nText\n\n{{< chat a >}}\n",
  "content/posts/toml.md":
    '+++\ntitle = "B"\ndate = 2021-02-03\nslug = "b"\n+++\n\n{{< chat b >}}\n',
  "content/posts/json.md":
    '{\n  "title": "C",\n  "date": "2022-02-03",\n  "slug": "c"\n}\n\n{{< chat\n  c >}}\n',
};

async function scanOf(lineEnd: string) {
  const repositoryDir = mkdtempSync(join(tmpdir(), "line-endings-"));
  onTestFinished(() => rmSync(repositoryDir, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repositoryDir, path)), { recursive: true });
    writeFileSync(join(repositoryDir, path), text.replaceAll("\n", lineEnd));
  }
  const site = createHugoSite({
    widget: siteWidget,
    siteDir: repositoryDir,
    repositoryDir,
    baseUrl: undefined,
    findHugos: hugosAt(currentHugo.path()),
    shortcodes: undefined,
    duplicateSections: "error",
    discover: "auto",
    publicDir: undefined,
    say() {},
    env: { PATH: process.env["PATH"], HOME: tmpdir() },
    now: new Date("2024-06-01T12:00:00Z"),
  });
  const scan = await site.scan(new AbortController().signal);
  return { ...scan, places: scan.places.map((place) => placeText(place, lineEnd)) };
}

/** What stands at a place of a file, wherever that is and whatever its line ends are. */
function placeText({ path, location, threadIds, call }: ThreadPlace, lineEnd: string) {
  const shown = readFileSync(path, "utf8").slice(call?.start, call?.end);
  return { location, threadIds, shown: shown.replaceAll(lineEnd, "\n") };
}

currentHugo.describe("line ends", () => {
  it("of Windows give a site the same pages, at the same lines", async () => {
    const [unix, windows] = [await scanOf("\n"), await scanOf("\r\n")];
    expect(unix.pages.map(({ pageId }) => pageId)).toEqual(["/2020/a/", "/2021/b/", "/2022/c/"]);
    expect(unix.pages.map(({ file }) => file)).toContain("content/posts/yaml.md");
    expect(new Set(unix.places.map(({ shown }) => shown))).toEqual(
      new Set(["{{< chat a >}}", "{{< chat b >}}", "{{< chat\n  c >}}"]),
    );
    expect(windows).toEqual(unix);
  });
});
