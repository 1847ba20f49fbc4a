import { expect, it, onTestFinished } from "vitest";
import { betweenHugos, currentHugo, hugos } from "../parts/hugo/hugos.ts";
import { archived, makeThemeSite } from "./theme-site.ts";

const api = `[params]
comments = true
[params.d1comments]
api = "https://comments.example/api/"
`;
const shortcode = "{{< comments >}}";
const post = (text: string, frontMatter = "") =>
  `---\ntitle: A post\n${frontMatter}---\nSix words are in this post.\n\n${text}\n`;
const numbers =
  "<p id=plain>{{ .Plain }}</p><p id=words>{{ .WordCount }}</p><p id=description>{{ .Summary | plainify }}</p>";

async function siteOf(files: Readonly<Record<string, string>>) {
  const site = await makeThemeSite(files);
  onTestFinished(() => site[Symbol.asyncDispose]());
  return site;
}

for (const hugo of [...hugos, ...betweenHugos]) {
  hugo.describe(`a site with the shortcode, built by ${hugo.name}`, () => {
    it("has the comments outside of its content: in no text, no feed and no other output", async () => {
      const site = await siteOf({
        "hugo.toml": api,
        "content/a.md": post(shortcode, "outputs: [html, json]\n"),
        "layouts/_default/single.html": `{{ define "main" }}{{ .Content }}${numbers}{{ end }}`,
        "layouts/_default/single.json": "{{ dict `content` .Content | jsonify }}",
        "layouts/_default/rss.xml":
          "<rss>{{ range site.RegularPages }}{{ .Content | htmlEscape | safeHTML }}{{ end }}</rss>",
        ...archived("/a/", [{ content: "An archived comment" }]),
      });
      const { read } = await site.build(hugo.path());
      const page = await read("a/index.html");
      expect(page).toMatch(
        /<div class="d1-comments" data-page="\/a\/" data-of="a\/" data-src="\/d1-comments\/pages\/[0-9a-f]{64}\.html"><\/div><script type="module"/,
      );
      expect(page).toContain("<p id=words>6</p>");
      expect(page).toMatch(/<p id=plain>\s*Six words are in this post\.\s*<\/p>/);
      expect(page).toMatch(/<p id=description>\s*Six words are in this post\.\s*<\/p>/);
      expect(await read("index.html")).not.toContain("<form");
      for (const file of ["index.xml", "a/index.json"]) {
        expect(await read(file)).not.toMatch(/comment|script/);
      }
    });

    it("has them in a document of their own as well, for readers without a script", async () => {
      const site = await siteOf({
        "hugo.toml": api,
        "content/a.md": post(shortcode),
        ...archived("/a/", [{ content: "An archived comment" }]),
      });
      const { read } = await site.build(hugo.path());
      const [, address = ""] = /data-src="\/([^"]+)"/.exec(await read("a/index.html")) ?? [];
      const document = await read(address);
      expect(document).toMatch(/^\s*<!doctype html>\s*<html lang="en/);
      expect(document).toContain('<a href="https://blog.example/a/">Back to the page</a>');
      expect(document).toContain("An archived comment");
      expect(document).toContain('action="https://comments.example/api/comments/%2Fa%2F"');
      const [, style = ""] = /href="\.\.\/([^"]+\.css)"/.exec(document) ?? [];
      expect(await read(`d1-comments/${style}`)).toContain(".comments");
    });

    it("has them by a template where one asks, under the id that the shortcode names", async () => {
      const site = await siteOf({
        "hugo.toml": `${api}shortcode = "none"\n`,
        "content/a.md": post('{{< comments page="/former/" >}}', "hook: true\n"),
        "content/b.md": post(shortcode),
        // Before the content has been asked for.
        "layouts/_default/single.html": `{{ define "main" }}{{ if .Params.hook }}{{ partial "d1-comments.html" . }}{{ end }}<i>{{ .Content }}</i>{{ end }}`,
        ...archived("/former/", [{ content: "An archived comment" }]),
      });
      const { read } = await site.build(hugo.path());
      const page = await read("a/index.html");
      expect(page).toContain('<section class="comments" id="comments"');
      expect(page).toContain("An archived comment");
      expect(page.replace(/\s/g, "")).toContain("<i><p>Sixwordsareinthispost.</p></i>");
      expect(await read("b/index.html")).not.toContain("d1-comments");
    });

    it("has them in the content where that is asked for, once", async () => {
      const site = await siteOf({
        "hugo.toml": `${api}shortcode = "inline"\n`,
        "content/a.md": post(`${shortcode}\n\n${shortcode}`),
      });
      const page = await (await site.build(hugo.path())).read("a/index.html");
      expect(page.match(/<section class="comments"/g)).toHaveLength(1);
    });
  });
}

currentHugo.describe("a site with the shortcode", () => {
  it("is told what the setting may be, where it is something else", async () => {
    const site = await siteOf({
      "hugo.toml": `${api}shortcode = "yes"\n`,
      "content/a.md": post(shortcode),
    });
    await expect(site.build(currentHugo.path())).rejects.toThrow(
      /params\.d1comments\.shortcode is "yes"\. Set it to "mark", "none" or "inline"/,
    );
  });

  it("meets no warning of Hugo", async () => {
    const site = await siteOf({
      "hugo.toml": api,
      "content/a.md": post(shortcode, "hook: true\n"),
      ...archived("/a/", [{}]),
    });
    const { said } = await site.build(currentHugo.path(), "--logLevel", "info");
    expect(said).not.toMatch(/deprecated|WARN/i);
  });

  it("speaks the site's language, and lets its own words win", async () => {
    const site = await siteOf({
      "hugo.toml": `defaultContentLanguage = "de"\n[languages.de]\nweight = 1\n${api}`,
      "i18n/de.toml": '[comments_title]\nother = "Stimmen"\n',
      "content/a.md": post("", "hook: true\n"),
      ...archived(
        "/a/",
        Array.from({ length: 1234 }, () => ({})),
      ),
    });
    const { read } = await site.build(currentHugo.path());
    const page = await read("a/index.html");
    expect(page).toContain('<h2 id="comments-title">Stimmen</h2>');
    expect(page).toContain(">Kommentar senden</button>");
    expect(page).toContain("&#34;error_no_name&#34;:&#34;Gib deinen Namen an.&#34;");
    expect(await read("index.html")).toMatch(/<a class="comments-count"[^>]*>1234 Kommentare<\/a>/);
  });

  it("has the comments of a large page in documents of a hundred, all of them once", async () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      index % 3 === 2 ? { depth: 1, parent_id: String(index), parent_author: "Ada" } : {},
    );
    const site = await siteOf({
      "content/a.md": post("", "hook: true\n"),
      ...archived("/a/", many),
    });
    const { read } = await site.build(currentHugo.path());
    const page = await read("a/index.html");
    expect(page.length).toBeLessThan(80_000);
    const ids: string[] = [];
    let parts = 0;
    for (let file: string | undefined = "a/index.html"; file !== undefined; parts += 1) {
      const text = await read(file);
      ids.push(
        ...[...text.matchAll(/<article class="comment" id="comment-(\d+)"/g)].map(
          ([, id = ""]) => id,
        ),
      );
      const next: string | undefined = /class="comments-more"><a href="([^"]+)"/.exec(text)?.[1];
      file =
        next === undefined
          ? undefined
          : next.replace(/^(?:\/d1-comments\/pages\/)?/, "d1-comments/pages/");
    }
    expect(parts).toBe(100);
    expect(ids).toEqual(many.map((_, index) => String(index + 1)));
  });

  it("links a reply to what it answers in another part", async () => {
    const thread = Array.from({ length: 5 }, (_, index) =>
      index === 0 ? {} : { depth: 1, parent_id: "1", parent_author: "Ada" },
    );
    const site = await siteOf({
      "hugo.toml": "[params.d1comments]\npart = 2\n",
      "content/a.md": post("", "hook: true\n"),
      ...archived("/a/", thread),
    });
    const { read } = await site.build(currentHugo.path());
    const [, next = ""] =
      /class="comments-more"><a href="\/([^"]+)"/.exec(await read("a/index.html")) ?? [];
    expect(await read(next)).toContain('href="https://blog.example/a/#comment-1"');
  });
});
