import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { hugos } from "../parts/hugo/hugos.ts";
import { templateOf } from "../shortcode/template-of.ts";

const naughty = z
  .array(z.string())
  .parse(createRequire(import.meta.url)("big-list-of-naughty-strings"))
  // No HTML page, and so no comment section, can hold this one.
  .filter((text) => !text.includes("\0"));

const printer =
  "[{{ dict `section` (.Get `section`) `page` (.Get `page`) | jsonify | base64Encode | safeHTML }}]";
const config = `disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section"]`;

for (const hugo of hugos) {
  hugo.describe(`ids are written so that ${hugo.name} reads them back`, () => {
    it("whatever is in them", () => {
      const template = templateOf("{{< moved section=[section] page=[page] >}}");
      const mark = fc.constantFrom(
        '"',
        "`",
        "\\",
        ">}}",
        "{{<",
        "%}}",
        "/*",
        "*/",
        "<!--",
        "a",
        " ",
      );
      const mixed = fc.array(mark, { maxLength: 5 }).map((marks) => marks.join(""));
      const ids = [...naughty, ...fc.sample(mixed, { numRuns: 150, seed: 5 })];
      const written = ids.flatMap((thread) => {
        const text = template.fill({ section: thread, page: `/${thread}/` });
        return text === undefined ? [] : [{ thread, text }];
      });
      expect(written.length).toBeGreaterThan(ids.length * 0.85);

      const folder = mkdtempSync(join(tmpdir(), "written-for-hugo-"));
      const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
      for (const path of ["content", "layouts/shortcodes", "layouts/_default"]) {
        mkdirSync(join(folder, path), { recursive: true });
      }
      write("hugo.toml", config);
      write("layouts/_default/single.html", "{{ .Content }}");
      write("layouts/shortcodes/moved.html", printer);
      for (const [index, { text }] of written.entries()) {
        write(`content/p${index}.md`, `---\ntitle: a\n---\nBefore.\n\n${text}\n\nAfter.\n`);
      }
      execFileSync(hugo.path(), ["--source", folder, "--noBuildLock"], { stdio: "pipe" });
      for (const [index, { thread }] of written.entries()) {
        const html = readFileSync(join(folder, "public", `p${index}`, "index.html"), "utf8");
        const shown = /\[([\w+/=]+)\]/.exec(html)?.[1] ?? "";
        expect(JSON.parse(Buffer.from(shown, "base64").toString())).toEqual({
          section: thread,
          page: `/${thread}/`,
        });
        expect(html).toMatch(/Before\.[\s\S]*After\./);
      }
      rmSync(folder, { recursive: true });
    });
  });
}
