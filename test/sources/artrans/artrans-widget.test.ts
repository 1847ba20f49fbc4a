import { describe, expect, it } from "vitest";
import { artransWidget } from "../../../src/sources/artrans/artrans-widget.ts";

const start = "Artalk.init({ el: '#Comments',";
const pageWith = (settings: string) =>
  `<div id="Comments"></div><script>\n// starts <i>\n${start} ${settings}\n})</script>`;

function read(html: string, address?: string) {
  return artransWidget.createReader()(html, address === undefined ? {} : { address });
}

describe("Artalk's widget", () => {
  it.each(["", "pageKey: '',", "pageKey: location.pathname,", "pageKey: window.location.pathname"])(
    "shows the thread of the page's path: %s",
    (settings) => {
      const html = pageWith(settings);
      expect(read(html, "https://crumbs.example/bread/")).toEqual([
        { kind: "complete", offset: html.indexOf("Artalk"), address: { threadId: "/bread/" } },
      ]);
      expect(read(html)).toMatchObject([{ kind: "unreadable" }]);
    },
  );

  it.each([
    [`pageKey: "\\/a\\/\\u0026b"`, "/a/&b"],
    ["'pageKey': 'https://crumbs.example/a/', // its page", "https://crumbs.example/a/"],
    [`site:"X",pageKey:"/a/",pageTitle:"A"`, "/a/"],
    ["pageKey: `/a/`", "/a/"],
    [`\n  // pageKey: "/b/",\n  pageKey: "/a/"\n`, "/a/"],
  ])("shows the thread that it is told: %s", (settings, threadId) => {
    expect(read(pageWith(settings), "/bread/")).toMatchObject([{ address: { threadId } }]);
  });

  it("may name its site", () => {
    expect(read(pageWith("site: 'Crumbs', pageKey: '/a/'"))).toMatchObject([
      { address: { threadId: "/a/", siteName: "Crumbs" } },
    ]);
  });

  it.each(["pageKey: keyOf(page)", `pageKey: "/a" + rest`, "pageKey: ,"])(
    "can't be read where a script computes its thread: %s",
    (settings) => {
      expect(read(pageWith(settings), "/bread/")).toMatchObject([{ kind: "unreadable" }]);
    },
  );

  it("can't be read where its settings are elsewhere", () => {
    expect(read("<script>Artalk.init(settings)</script>", "/a/")).toMatchObject([
      { kind: "unreadable" },
    ]);
  });

  it("may be made without init", () => {
    const html = "<script>const artalk = new Artalk({ pageKey: '/a/' })</script>";
    expect(read(html)).toMatchObject([
      { offset: html.indexOf("new"), address: { threadId: "/a/" } },
    ]);
  });

  it.each([`<!-- ${pageWith("")} -->`, "<p>Artalk.init()</p>", "<script>Artalk.version</script>"])(
    "is not on a page that only speaks of it: %s",
    (html) => {
      expect(read(html, "/a/")).toEqual([]);
    },
  );

  it("leaves its mark in templates", () => {
    expect(artransWidget.markIn(`{{ x }}${start}`)).toBe(7);
    expect(artransWidget.placesIn(pageWith(""))).toEqual([pageWith("").indexOf("Artalk")]);
    expect(artransWidget.mayShow(pageWith(""))).toBe(true);
    expect(artransWidget.nameOfFiles.test("artalk.html")).toBe(true);
  });
});
