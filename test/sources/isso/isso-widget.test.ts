import { describe, expect, it } from "vitest";
import { issoWidget } from "../../../src/sources/isso/isso-widget.ts";

const section = '<section id="isso-thread"><noscript>Turn on JavaScript</noscript></section>';
const page = `<html><script data-isso="//isso.example/" src="//isso.example/js/embed.min.js"></script>${section}</html>`;

function read(html: string, address?: string) {
  return issoWidget.createReader()(html, address === undefined ? {} : { address });
}

describe("Isso's widget", () => {
  it("shows the thread of the page's path", () => {
    const offset = page.indexOf("<section");
    for (const address of ["/caf%C3%A9/", "https://crumbs.example/caf%C3%A9/?a=1"]) {
      expect(read(page, address)).toEqual([
        { kind: "complete", offset, address: { threadId: "/caf%C3%A9/" } },
      ]);
    }
  });

  it("shows the thread that its element names", () => {
    const named = section.replace(">", ' data-isso-id="bread-2020" data-title="x">');
    expect(read(named)).toMatchObject([{ address: { threadId: "bread-2020" } }]);
  });

  it("can't be known where nobody knows the page's address", () => {
    expect(read(page)).toEqual([
      {
        kind: "unreadable",
        offset: page.indexOf("<section"),
        reason: "it shows the thread of the page's address, which is not known here",
      },
    ]);
  });

  it.each([
    '<a href="/bread/#isso-thread">Comments</a>',
    '<!-- <section id="isso-thread"></section> -->',
    '<template><section id="isso-thread"></section></template>',
    '<div id="isso-thread-old"></div>',
    "<p>Isso</p>",
  ])("is not on a page that only speaks of it: %s", (html) => {
    expect(read(html, "/a/")).toEqual([]);
  });

  it("leaves its mark in templates and content", () => {
    expect(issoWidget.markIn(`{{ if true }}\n${section}`)).toBe(23);
    expect(issoWidget.markIn("<section>")).toBeUndefined();
    expect(issoWidget.placesIn(`${section} ${section.replaceAll('"', "")}`)).toEqual([
      9,
      section.length + 10,
    ]);
    expect(issoWidget.mayShow("<div ID=isso-thread>")).toBe(true);
    expect(issoWidget.mayShow("<div>")).toBe(false);
    expect(issoWidget.oddThreadId("/a/")).toBeUndefined();
  });
});
