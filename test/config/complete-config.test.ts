import { describe, expect, it } from "vitest";
import type { Thread, ThreadAddress } from "../../src/domain/page.ts";
import { cactusOf } from "./cactus-of.ts";
import { load, problems } from "./sources.ts";

/** What is loaded, of a source that is Cactus Comments. */
function loadCactus(given: Parameters<typeof load>[0]) {
  const config = load(given);
  return { ...config, source: cactusOf(config) };
}

const inputs = { "database-name": "comments", "d1-mode": "local" };

/** Sections of the files a.md, b.md, … that tell the widget these things. */
function threads(...addresses: readonly Omit<ThreadAddress, "threadId">[]): readonly Thread[] {
  return addresses.map((address, index) => ({
    threadId: `section-${index}`,
    ...address,
    location: { file: `${"abc"[index]}.md`, line: 4 },
  }));
}

describe("what the pages tell the Cactus widget", () => {
  it("completes what the user did not say", () => {
    const address = {
      siteName: "my-blog",
      serverName: "example.org",
      serverUrl: "https://matrix.example.org",
    };
    const { source, findings } = loadCactus({ inputs, threads: threads(address, address) });
    expect(source).toEqual({
      kind: "cactus",
      siteNames: ["my-blog"],
      serverName: "example.org",
      serverUrl: "https://matrix.example.org",
      serverUrlFrom: { by: "pages", where: "a.md:4 and 1 more" },
    });
    expect(findings).toEqual([]);
  });

  it("is not needed where the user said it, and a page that says otherwise is a warning with its place", () => {
    const said = threads({ serverName: "b" }, { serverName: "a" }, { serverName: "b" });
    const { source, findings } = loadCactus({
      inputs: { ...inputs, "site-name": "blog", "server-name": "a", "homeserver-url": "https://a" },
      threads: said,
    });
    expect(source.serverName).toBe("a");
    expect(findings).toEqual([
      {
        severity: "warning",
        code: "widget-says-otherwise",
        message:
          'The comment widget is configured with "b" for server-name (a.md:4 and 1 more), but "a" was given, and is used.',
        remedy: "If the pages are right, don't set server-name.",
        location: { file: "a.md", line: 4 },
      },
    ]);
  });

  it.each([
    ["blog, blog-de,blog", ["blog", "blog-de"]],
    ["<my-site>, blog.example> , my own blog", ["<my-site>", "blog.example>", "my own blog"]],
  ])("may be moved for several site names at once: %s", (given, names) => {
    const { source, findings } = loadCactus({
      inputs: { ...inputs, "site-name": given },
      threads: threads({ siteName: "blog" }, { siteName: "older" }),
    });
    expect(source.siteNames).toEqual(names);
    expect(findings).toEqual([]);
  });

  it("may name a site with a comma, by a list in the config file", () => {
    const yaml = `cactus: { site_name: ["me, myself", blog] }`;
    expect(cactusOf(load({ inputs, yaml })).siteNames).toEqual(["me, myself", "blog"]);
  });

  it.each(["<my-site>", "blog.example>", "my own blog", "me, myself"])(
    "is taken as the widget gets it: %s",
    (siteName) => {
      expect(cactusOf(load({ inputs, threads: threads({ siteName }) })).siteNames).toEqual([
        siteName,
      ]);
    },
  );

  it("may name another address of the same homeserver, which is worth a notice only", () => {
    const { source, findings } = loadCactus({
      inputs: { ...inputs, "site-name": "blog", "homeserver-url": "http://localhost:8008" },
      threads: threads({ serverName: "example.org", serverUrl: "https://example.org" }),
    });
    expect(source).toMatchObject({
      serverName: "example.org",
      serverUrl: "http://localhost:8008",
    });
    expect(findings.map(({ severity }) => severity)).toEqual(["notice"]);
  });

  it("is refused where the pages contradict each other, with each value and its places", () => {
    expect(
      problems({
        inputs,
        threads: threads({ siteName: "a" }, { siteName: "b" }, { siteName: "b" }),
      }),
    ).toEqual([
      'input site-name: is missing, and the site\'s pages have several: "b" (b.md:4 and 1 more), "a" (a.md:4). site-name: b, a moves the comments of them all; a run with one of them moves those of its pages only.',
    ]);
    expect(
      problems({ inputs, threads: threads({ serverName: "a" }, { serverName: "b" }) }),
    ).toEqual(expect.arrayContaining([expect.stringContaining("Specify which one is meant.")]));
  });

  it.each([
    ["flag", ["a", "b"], '--site-name "a, b" moves'],
    ["input", ["me, myself", "b"], 'cactus.site_name: ["me, myself","b"] in the config file moves'],
  ] as const)("tells how to move them all, as a %s: %j", (inputsAre, names, how) => {
    const said = threads(...names.map((siteName) => ({ siteName })));
    expect(problems({ inputs, inputsAre, threads: said })).toEqual([expect.stringContaining(how)]);
  });

  it("need not name the site where there is no page to be read", () => {
    expect(cactusOf(load({ inputs, pages: [] })).siteNames).toEqual([]);
  });

  it("is checked like any other value", () => {
    expect(problems({ inputs, threads: threads({ siteName: "a:b" }) })).toEqual([
      expect.stringMatching(/^input site-name: must be .*the pages have "a:b" \(a\.md:4\)/),
    ]);
  });

  it("does not stand for a value that it lacks", () => {
    expect(problems({ inputs, threads: threads({ serverUrl: "https://m.example" }) })).toEqual([
      expect.stringMatching(/^input site-name: is missing/),
      expect.stringMatching(/^input server-name: is missing/),
    ]);
  });
});

describe("the homeserver's address", () => {
  const homeserverUrl = "https://m.example";
  const onPages = threads(
    { serverUrl: homeserverUrl, siteName: "a", serverName: "m" },
    { serverUrl: homeserverUrl, siteName: "a", serverName: "m" },
  );

  it.each([
    [{ inputs: { ...inputs, "homeserver-url": homeserverUrl } }, "input homeserver-url"],
    [
      { inputs, env: { MATRIX_HOMESERVER_URL: homeserverUrl } },
      "environment variable MATRIX_HOMESERVER_URL",
    ],
    [
      { inputs, yaml: `cactus:\n  homeserver_url: ${homeserverUrl}` },
      "config.yml:2 (cactus.homeserver_url)",
    ],
  ])("is known with the setting that gave it: %j", (said, where) => {
    const { source } = loadCactus({ ...said, threads: onPages });
    expect(source.serverUrlFrom).toEqual({ by: "setting", where });
  });

  it("is known with the pages that tell it the widget", () => {
    const { source } = loadCactus({ inputs, threads: onPages });
    expect(source.serverUrlFrom).toEqual({
      by: "pages",
      where: "a.md:4 and 1 more",
    });
  });

  it("is known to be the default, where nobody says it", () => {
    const { source } = loadCactus({ inputs, threads: threads({ siteName: "a" }) });
    expect(source.serverUrlFrom).toEqual({ by: "default" });
  });
});
