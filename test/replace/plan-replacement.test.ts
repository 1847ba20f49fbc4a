import { describe, expect, it } from "vitest";
import type { Page, PlacedCall, Thread, ThreadPlace } from "../../src/domain/page.ts";
import { planReplacement } from "../../src/replace/plan-replacement.ts";
import { templateOf } from "../shortcode/template-of.ts";

function page(pageId: string, ...threadIds: readonly string[]): Page {
  const file = `content${pageId.replace(/\/$/, "")}.md`;
  const location = { file, line: 3 };
  return {
    pageId,
    title: pageId,
    file,
    threads: threadIds.map((threadId) => ({ threadId, location })),
  };
}

function place(
  file: string,
  start: number,
  threadIds: readonly string[],
  call?: Partial<PlacedCall> | null,
  takesHtml = false,
): ThreadPlace {
  return {
    path: `/site/${file}`,
    location: { file, line: start },
    digest: "0",
    takesHtml,
    threadIds,
    call: call === null ? undefined : { start, end: start + 10, inner: "", ...call },
  };
}

function plan(
  pages: readonly Page[],
  places: readonly ThreadPlace[],
  moved = pages.map(({ pageId }) => pageId),
  text = "{{< comments [section] [page] >}}",
  shown?: readonly Thread[],
) {
  const template = templateOf(text);
  const scan = { pages, places, threads: shown ?? pages.flatMap(({ threads }) => threads) };
  const { files, kept, findings } = planReplacement(scan, new Set(moved), template);
  return {
    by: Object.fromEntries(
      files.map(({ file, replacements }) => [file, replacements.map((one) => one.by)]),
    ),
    kept,
    findings,
  };
}

const a = page("/a/", "a");
const b = page("/b/", "b");

describe("a shortcode is replaced", () => {
  it("where all comments of its page are moved", () => {
    expect(plan([a], [place("content/a.md", 5, ["a"])])).toMatchObject({
      by: { "content/a.md": ['{{< comments "a" "/a/" >}}'] },
      kept: 0,
      findings: [],
    });
  });

  it("on pages that share the section of another one, by that page's id", () => {
    const places = [place("content/a.md", 5, ["a"]), place("content/z.md", 5, ["a"])];
    expect(plan([a], places).by["content/z.md"]).toEqual(['{{< comments "a" "/a/" >}}']);
  });

  it("where the section id stands between its tags", () => {
    const places = [place("content/a.md", 5, ["a"], { inner: "\n a \n" })];
    expect(plan([a], places).kept).toBe(0);
  });

  it("whose section only the built page tells, if it can be no other", () => {
    expect(plan([a], [place("content/a.md", 5, [])]).by).toEqual({
      "content/a.md": ['{{< comments "a" "/a/" >}}'],
    });
    const two = page("/a/", "a", "b");
    const places = [place("content/a.md", 5, ["a"]), place("content/a.md", 50, [])];
    expect(plan([two], places).kept).toBe(0);
    const unsure = [place("content/a.md", 5, []), place("content/a.md", 50, [])];
    expect(plan([two], unsure)).toMatchObject({ by: {}, kept: 2 });
  });

  it("once for a file that is two pages with one section", () => {
    const twice = [place("content/a.md", 5, ["a"]), place("content/a.md", 5, ["a"])];
    expect(plan([a], twice).by).toEqual({ "content/a.md": ['{{< comments "a" "/a/" >}}'] });
  });
});

describe("a shortcode is left as it is", () => {
  it("where its page is not complete, though another section in the file belongs to one that is", () => {
    const places = [place("content/a.md", 5, ["a"]), place("content/a.md", 50, ["b"])];
    const result = plan([a, b], places, ["/a/"]);
    expect(result.by).toEqual({ "content/a.md": ['{{< comments "a" "/a/" >}}'] });
    expect(result.findings).toMatchObject([{ severity: "notice", location: { line: 50 } }]);
    expect(result.findings[0]?.message).toContain("not complete yet");
  });

  it("which is reported once for hundreds of pages", () => {
    const pages = Array.from({ length: 300 }, (_, index) => page(`/${index}/`, `s${index}`));
    const places = pages.map(({ file, threads }) => {
      return place(
        file,
        5,
        threads.map(({ threadId }) => threadId),
      );
    });
    const { findings, kept } = plan(pages, places, []);
    expect(kept).toBe(300);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toMatch(
      /in 300 places whose page is not complete yet: .* and 295 more\.$/,
    );
  });

  it.each([
    ["its section belongs to no page", [place("content/x.md", 5, ["x"])], "to no page"],
    ["nobody knows its section", [place("content/x.md", 5, [])], "only a build"],
    [
      "text stands between its tags",
      [place("content/a.md", 5, ["a"], { inner: "words" })],
      "between its tags",
    ],
    [
      "shortcodes stand between its tags",
      [place("content/a.md", 5, ["a"], { inner: undefined })],
      "between its tags",
    ],
    [
      "it shows sections of two pages",
      [place("content/a.md", 5, ["a", "b"])],
      "on different pages",
    ],
    [
      "its file is two pages with two sections",
      [place("content/a.md", 5, ["a"]), place("content/a.md", 5, ["b"])],
      "on different pages",
    ],
    ["the widget itself stands there", [place("content/a.md", 5, ["a"], null)], "as HTML"],
  ])("where %s", (_, places, words) => {
    const result = plan([a, b], places);
    expect(result).toMatchObject({ by: {}, kept: 1 });
    expect(result.findings).toHaveLength(1);
    expect(result.findings[0]?.message).toContain(words);
    expect(result.findings[0]?.location?.file).toBe(places[0]?.location.file);
  });

  it("where its comments are on another page and the template names none", () => {
    const places = [place("content/a.md", 5, ["a"]), place("content/z.md", 5, ["a"])];
    const result = plan([a], places, ["/a/"], "{{< comments >}}");
    expect(result.by).toEqual({ "content/a.md": ["{{< comments >}}"] });
    expect(result.findings[0]?.remedy).toContain("[page]");
  });

  it("where Hugo has no way to write its section", () => {
    const id = '" ` \\';
    const result = plan([page("/a/", id)], [place("content/a.md", 5, [id])]);
    expect(result).toMatchObject({ by: {}, kept: 1 });
  });

  it("where the new one is HTML, and Hugo shows no HTML of the text", () => {
    const html = '<div data-page="[page]"></div>';
    const places = [
      place("content/a.md", 5, ["a"]),
      place("content/a.html", 5, ["a"], undefined, true),
    ];
    const result = plan([a], places, ["/a/"], html);
    expect(result.by).toEqual({ "content/a.html": ['<div data-page="/a/"></div>'] });
    expect(result.findings).toMatchObject([
      { severity: "warning", location: { file: "content/a.md" } },
    ]);
    expect(result.findings[0]?.remedy).toContain("layouts/shortcodes/");
  });

  it("and what could stand in place of HTML is told as it has to be written", () => {
    const { findings } = plan([a], [place("content/a.md", 5, ["a"], null)]);
    expect(findings[0]?.remedy).toContain('{{< comments "a" "/a/" >}}');
  });
});

describe("one section id of two sites", () => {
  const ofSite = ({ threads, ...rest }: Page, siteName: string): Page => ({
    ...rest,
    threads: threads.map((thread) => ({ ...thread, siteName })),
  });
  const [en, de] = [page("/en/", "post"), ofSite(page("/de/", "post"), "site-de")];
  const places = [place("content/en.md", 5, ["post"]), place("content/de.md", 5, ["post"])];

  it("gives each place its own page's comments", () => {
    expect(plan([en, de], places).by).toEqual({
      "content/en.md": ['{{< comments "post" "/en/" >}}'],
      "content/de.md": ['{{< comments "post" "/de/" >}}'],
    });
  });

  it("leaves the old comments where the place's site isn't moved", () => {
    const shown = [en, de].flatMap(({ threads }) => threads);
    expect(plan([en], places, undefined, undefined, shown)).toMatchObject({
      by: { "content/en.md": ['{{< comments "post" "/en/" >}}'] },
      kept: 1,
      findings: [{ code: "old-comments-kept" }],
    });
  });
});
