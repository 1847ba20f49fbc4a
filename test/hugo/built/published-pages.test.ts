import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { publishedPages } from "../../../src/hugo/built/published-pages.ts";
import { writeFixtureSite } from "../wirings/fixture-site.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function pagesOf(files: Readonly<Record<string, string>>) {
  const folder = writeFixtureSite({ name: "published", files, expected: [] });
  folders.push(folder);
  return publishedPages(
    join(folder, "public"),
    { baseUrl: "https://blog.example/" },
    new AbortController().signal,
  );
}

const page = (title: string, more = "") =>
  `<!doctype html><html><head><title>${title}</title>${more}</head><body>…</body></html>`;

/** As Hugo writes it. */
const alias = (to: string) =>
  `<!DOCTYPE html><html><head><title>${to}</title><link rel="canonical" href="${to}"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${to}"></head></html>`;

it("a built site's pages are those of its files, with titles, dates and former addresses, without what leads elsewhere", async () => {
  const published = '<meta property="article:published_time" content="2022-11-05T00:00:00+00:00">';
  const pages = await pagesOf({
    "public/index.html": page("Home"),
    "public/posts/rye/index.html": page("Rye", published),
    "public/2019/rye.html": alias("https://blog.example/posts/rye/"),
    "public/posts/old-rye/index.html": alias("/posts/rye/"),
    "public/elsewhere/index.html": alias("https://other.example/posts/rye/"),
    "public/style.css": "",
  });
  expect(
    pages.map(({ pageId, title, date, aliases }) => [
      pageId,
      title,
      date?.toISOString().slice(0, 10),
      aliases,
    ]),
  ).toEqual([
    ["/", "Home", undefined, []],
    ["/posts/rye/", "Rye", "2022-11-05", ["/2019/rye.html", "/posts/old-rye/"]],
  ]);
});
