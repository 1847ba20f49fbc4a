import { describe, expect, it } from "vitest";
import { indexOfListed } from "../../../src/hugo/asked/page-index.ts";
import type { SiteSetup } from "../../../src/hugo/asked/site-setup.ts";

const now = new Date("2024-06-01");

const unlimited = { isDraft: false, publishDate: undefined, expiryDate: undefined };

const setup: SiteSetup = {
  projectMounts: [],
  languages: [],
  folders: [],
  baseUrl: "https://example.org/",
  languageBaseUrls: {},
  publishDir: "/site/public",
  canonifyUrls: false,
  buildDrafts: false,
  buildFuture: false,
  buildExpired: false,
  renderSegments: [],
};

function indexed(permalink: string, more: Partial<SiteSetup> = {}) {
  const listed = {
    file: "/site/content/a.md",
    permalink,
    title: "A",
    date: undefined,
    day: undefined,
  };
  const page = { ...listed, ...unlimited };
  return indexOfListed([page], { ...setup, ...more }, now).map(({ pageId, builtFile }) => [
    pageId,
    builtFile,
  ]);
}

describe("the index of listed pages", () => {
  it("has what Hugo lists of each, and of which site it is", () => {
    const date = new Date("2022-11-05");
    const day = "2022-11-05";
    const listed = { file: "/site/content/a.md", permalink: "https://example.org/a/", title: "A" };
    expect(indexOfListed([{ ...listed, ...unlimited, date, day }], setup, now)).toEqual([
      {
        pageId: "/a/",
        builtFile: "a/index.html",
        otherForms: [],
        title: "A",
        date,
        day,
        language: undefined,
        translationKey: undefined,
        file: "/site/content/a.md",
        aliases: [],
        baseUrl: "https://example.org/",
      },
    ]);
  });

  it.each([
    ["https://example.org/", "/", "index.html"],
    ["https://example.org/a.html", "/a.html", "a.html"],
    ["https://example.org/a.htm", "/a.htm", "a.htm"],
    ["https://example.org/%C3%BC%20%C3%9F/", "/%C3%BC%20%C3%9F/", "ü ß/index.html"],
    ["https://example.org/100%/", "/100%/", "100%/index.html"],
  ])("has address and file of %s", (permalink, pageId, builtFile) => {
    expect(indexed(permalink)).toEqual([[pageId, builtFile]]);
  });

  it.each([
    ["of a page that is not rendered", ""],
    ["of another format", "https://example.org/a/index.json"],
    ["of a calendar", "https://example.org/a.ics"],
  ])("has nothing %s", (_, permalink) => {
    expect(indexed(permalink)).toEqual([]);
  });

  it.each([
    ["a draft", { isDraft: true }, { buildDrafts: true }],
    ["a page of the future", { publishDate: new Date("2024-06-02") }, { buildFuture: true }],
    ["an expired page", { expiryDate: new Date("2024-05-31") }, { buildExpired: true }],
  ])("has %s only where the site builds those", (_, more, builds) => {
    const permalink = "https://example.org/a/";
    const listed = {
      file: "/site/content/a.md",
      permalink,
      title: "A",
      date: undefined,
      day: undefined,
    };
    const page = { ...listed, ...unlimited, ...more };
    expect(indexOfListed([page], setup, now)).toEqual([]);
    expect(indexOfListed([page], { ...setup, ...builds }, now)).toHaveLength(1);
  });

  it("has the base path in addresses and not in files, unless addresses are canonified", () => {
    const baseUrl = "https://example.org/sub/";
    expect(indexed(`${baseUrl}a/`, { baseUrl })).toEqual([["/sub/a/", "a/index.html"]]);
    expect(indexed(`${baseUrl}a/`, { baseUrl, canonifyUrls: true })).toEqual([
      ["/a/", "a/index.html"],
    ]);
  });

  it("has the path of an address that is none of the site's own", () => {
    expect(indexed("https://example.de/deutsch/a/")).toEqual([
      ["/deutsch/a/", "deutsch/a/index.html"],
    ]);
  });

  it("has a base path as the configuration writes it, which Hugo lists percent-encoded", () => {
    const baseUrl = "https://example.org/a b/";
    const permalink = "https://example.org/a%20b/c/";
    expect(indexed(permalink, { baseUrl })).toEqual([["/a b/c/", "c/index.html"]]);
    expect(indexed(permalink, { baseUrl, canonifyUrls: true })).toEqual([["/c/", "c/index.html"]]);
  });

  it("has addresses of a site without one", () => {
    expect(indexed("/a/", { baseUrl: "/" })).toEqual([["/a/", "a/index.html"]]);
    expect(indexed("/a/", { baseUrl: "" })).toEqual([["/a/", "a/index.html"]]);
  });

  it("has each language's folder where languages have addresses of their own", () => {
    const languageBaseUrls = { en: "https://example.org/", de: "https://example.de/blog/" };
    expect(indexed("https://example.org/a/", { languageBaseUrls })).toEqual([
      ["/a/", "en/a/index.html"],
    ]);
    expect(indexed("https://example.de/blog/a/", { languageBaseUrls })).toEqual([
      ["/blog/a/", "de/a/index.html"],
    ]);
  });
});
