import { describe, expect, it } from "vitest";
import { remark42Widget } from "../../../src/sources/remark42/remark42-widget.ts";

const address = "https://crumbs.example/bread/";
const root = '<div id="remark42"></div>';
const read = remark42Widget.createReader();

/** A page with the widget and this configuration. */
function pageWith(config: string): string {
  return `<p>Bread.</p>${root}<script>var remark_config = ${config};
!function(e,n){for(var o=0;o<e.length;o++){}}(remark_config.components||["embed"],document);</script>`;
}

function threadOf(html: string, page: Parameters<typeof read>[1] = { address }) {
  const [found, ...others] = read(html, page);
  expect(others).toEqual([]);
  return found?.kind === "complete" ? found.address : found?.reason;
}

describe("the widget of remark42 on a page", () => {
  it("names the thread by its url, and the site", () => {
    const page = pageWith(`{
      host: "https://comments.example", // where it runs
      site_id: 'crumbs',
      components: ["embed"],
      url: "https:\\/\\/crumbs.example\\/bread\\/#top",
    }`);
    expect(read(page)).toEqual([
      {
        kind: "complete",
        offset: page.indexOf('id="remark42"'),
        address: { threadId: "https://crumbs.example/bread/", siteName: "crumbs" },
      },
    ]);
  });

  it.each([
    '{host:"https://comments.example",site_id:"crumbs"}',
    '{ site_id: "crumbs", url: "" }',
    '{ site_id: "crumbs", /* url: "PAGE_URL", */ locale: "en" }',
    '{\n site_id: "crumbs",\n // url: "PAGE_URL", optional\n}',
    '{ site_id: "crumbs", url: window.location.href }',
    '{ site_id: "crumbs", url: location.pathname }',
    '{ site_id: "crumbs", url: window.location.origin + window.location.pathname }',
    '{ "site_id": `crumbs`, theme: dark() ? "dark" : "light", ...more }',
  ])("names it by the page's own address without one: %s", (config) => {
    expect(threadOf(pageWith(config))).toEqual({ threadId: address, siteName: "crumbs" });
  });

  it("is found where its configuration is in a file of its own", () => {
    expect(threadOf('<div id=remark42></div><script src="/js/site.js"></script>')).toEqual({
      threadId: address,
    });
  });

  it.each([
    ["{ url: document.querySelector('link').href }", "computed in the browser"],
    ["{ url: window.location.href + '?v=2' }", "computed in the browser"],
    ["{ site_id: 'crumbs', url: }", "could not be read"],
    [`${"[".repeat(100_000)}`.replace("[", "{ a: ["), "could not be read"],
  ])("can't be read where only a browser could tell", (config, reason) => {
    expect(threadOf(pageWith(config))).toContain(reason);
  });

  it("can't be read in a template, which has no address yet", () => {
    expect(threadOf(pageWith('{ site_id: "crumbs" }'), {})).toContain("is not known");
    expect(threadOf(pageWith("{ url: {{ .Permalink }} }"), {})).toContain("could not be read");
  });

  it.each([
    "<p>remark42</p>",
    '<span class="remark42__counter" data-url="/bread/"></span><script>var remark_config = {components:["counter"]}</script>',
    '<div id="remark42-notes"></div>',
  ])("is none: %s", (html) => {
    expect(read(html, { address })).toEqual([]);
  });
});

describe("what may hold the widget of remark42", () => {
  it.each([
    root,
    "<div id=remark42>",
    "window.remark_config = {}",
    '{{ partial "remark42.html" . }}',
    '{{- partialCached "comments/remark42" . -}}',
  ])("shows it: %s", (text) => {
    expect(remark42Widget.markIn(text)).toBeGreaterThanOrEqual(0);
  });

  it.each(["", "a remark", '<p id="remark42-1">', "<p>remark42</p>"])("does not: %j", (text) => {
    expect(remark42Widget.markIn(text)).toBeUndefined();
  });

  it("has a place for each root in content", () => {
    expect(remark42Widget.placesIn(`a ${root} b`)).toEqual([7]);
    expect(remark42Widget.mayShow(root)).toBe(true);
    expect(remark42Widget.mayShow("<p>disqus_thread</p>")).toBe(false);
    expect(remark42Widget.oddThreadId("https://blog.example/")).toBeUndefined();
  });
});
