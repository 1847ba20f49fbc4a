import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import fg from "fast-glob";
import { expect, it } from "vitest";
import { pageSlug, pageSlugTemplate } from "../../src/targets/garrul/page-slug.ts";
import { hugos } from "../parts/hugo/hugos.ts";

const addresses = [
  "/rye-bread/",
  "/Brötchen & Käse/",
  "/a+b/",
  "/it's (new)!/",
  "/50%25/",
  "/面包.html",
  "/v1.2_final/x~y/",
  `/${"long-".repeat(42)}/`,
];

for (const hugo of hugos) {
  hugo.describe(`the template of Garrul's slugs, built by ${hugo.name}`, () => {
    it("gives every page the slug that its comments are under", async () => {
      const folder = await mkdtemp(join(tmpdir(), "slugs-"));
      const write = async (path: string, text: string) => {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      };
      try {
        await write("hugo.toml", "baseURL = 'https://blog.example/sub/'\n");
        await write(
          "layouts/_default/single.html",
          `<i data-slug="${pageSlugTemplate}"></i><b title="{{ .RelPermalink }}"></b>`,
        );
        for (const [index, url] of addresses.entries()) {
          await write(`content/p${index}.md`, `---\nurl: ${JSON.stringify(url)}\n---\n`);
        }
        await execa(hugo.path(), ["--quiet", "--noChmod"], {
          cwd: folder,
          env: { HUGO_CACHEDIR: join(folder, "cache") },
        });
        const slugs = new Map<string, string>();
        for (const file of await fg("**/*.html", { cwd: join(folder, "public") })) {
          const html = await readFile(join(folder, "public", file), "utf8");
          const [, slug] = /data-slug="([^"]*)"/.exec(html) ?? [];
          const [, pageId] = /<b title="([^"]*)"/.exec(html) ?? [];
          if (slug !== undefined && pageId !== undefined) slugs.set(decoded(pageId), slug);
        }
        expect(slugs.size).toBe(addresses.length);
        for (const [pageId, slug] of slugs)
          expect([pageId, slug]).toEqual([pageId, pageSlug(pageId)]);
        expect(new Set(slugs.values()).size).toBe(addresses.length);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  });
}

/** Without the character references that Hugo writes. */
function decoded(html: string): string {
  return html
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll("&amp;", "&");
}
