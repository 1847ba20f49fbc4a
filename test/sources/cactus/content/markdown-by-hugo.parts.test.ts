import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { mediaOf } from "../../../../src/sources/cactus/content/media.ts";
import { withAddressesLinked } from "../../../../src/sources/html/bare-addresses.ts";
import { flattened, isWellNested } from "../../../../src/sources/html/flat-html.ts";
import { markdownOf, markdownOfText } from "../../../../src/sources/html/markdown.ts";
import { safeHtml } from "../../../../src/sources/html/safe-html.ts";
import { hugos, oldestHugo } from "../../../parts/hugo/hugos.ts";
import { commentsInHtml, commentsInText } from "./comment-corpus.ts";
import { randomHtml } from "./random-html.ts";
import { type Shown, shownHtml } from "./shown-html.ts";

const media = mediaOf("https://matrix.example");
const safe = (html: string) => safeHtml(html, { media });
const config = `disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.extensions]
typographer = false
`;
/** White space aside, which Markdown can't have at the edges of a word. */
const inked = ({ text, links }: Shown) => ({
  text: text.replaceAll(" ", ""),
  links: links.filter((link) => /^https?:/.test(link)),
});

for (const hugo of hugos) {
  hugo.describe(`a comment as Markdown, rendered by the Goldmark of ${hugo.name},`, () => {
    /** What Hugo makes of each text. */
    function rendered(texts: readonly string[]): readonly Shown[] {
      const folder = mkdtempSync(join(tmpdir(), "markdown-by-hugo-"));
      const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
      for (const path of ["data", "layouts/_default", "content"]) {
        mkdirSync(join(folder, path), { recursive: true });
      }
      write("hugo.toml", config);
      write("data/comments.json", JSON.stringify({ texts }));
      write("content/all.md", "---\ntitle: all\n---\n");
      write(
        "layouts/_default/single.html",
        `{{ range .Site.Data.comments.texts }}{{ . | markdownify | base64Encode | safeHTML }}\n{{ end }}`,
      );
      execFileSync(hugo.path(), ["--source", folder, "--noBuildLock"], { stdio: "pipe" });
      const lines = readFileSync(join(folder, "public", "all", "index.html"), "utf8").trim();
      rmSync(folder, { recursive: true });
      return lines.split("\n").map((line) => shownHtml(Buffer.from(line, "base64").toString()));
    }

    it("is the same text with the same links", () => {
      const meant = commentsInText.map(([text, ...links]) => ({
        text: text.replace(/\s+/g, " "),
        links,
      }));
      expect(rendered(commentsInText.map(([text]) => markdownOfText(text)))).toEqual(meant);
    });

    it("is what its HTML shows", () => {
      // The older Goldmark shows the backslashes in the alternative text of a picture.
      const random = fc
        .sample(randomHtml, { numRuns: 400, seed: 5 })
        .map((html) => (hugo === oldestHugo ? html.replace(/<img[^>]*>/g, "") : html));
      const all = [...commentsInHtml, ...random].map(safe);
      const meant = all.map((html) =>
        shownHtml(withAddressesLinked(isWellNested(html) ? html : flattened(html))),
      );
      for (const [index, shown] of rendered(all.map(markdownOf)).entries()) {
        const expected = meant[index];
        if (expected === undefined) throw new Error("Hugo rendered more than it was given");
        expect(inked(shown), all[index]).toEqual(inked(expected));
      }
    });
  });
}
