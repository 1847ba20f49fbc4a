import { describe, expect, it } from "vitest";
import type { CactusWiring, Section } from "../../src/comment/page.ts";
import { load, problems } from "./sources.ts";

const inputs = { "database-name": "comments", "d1-mode": "local" };

/** Sections of the files a.md, b.md, … that tell the widget these things. */
function sections(...wirings: readonly Omit<CactusWiring, "sectionId">[]): readonly Section[] {
  return wirings.map((wiring, index) => ({
    sectionId: `section-${index}`,
    ...wiring,
    location: { file: `${"abc"[index]}.md`, line: 4 },
  }));
}

describe("what the pages tell the Cactus widget", () => {
  it("completes what the user did not say", () => {
    const wiring = {
      siteName: "my-blog",
      serverName: "example.org",
      homeserverUrl: "https://matrix.example.org",
    };
    const { matrix, findings } = load({ inputs, sections: sections(wiring, wiring) });
    expect(matrix).toMatchObject(wiring);
    expect(findings).toEqual([]);
  });

  it("is not needed where the user said it, and a page that says otherwise is a warning with its place", () => {
    const said = sections({ siteName: "other" }, { siteName: "blog" }, { siteName: "other" });
    const { matrix, findings } = load({
      inputs: { ...inputs, "site-name": "blog" },
      sections: said,
    });
    expect(matrix.siteName).toBe("blog");
    expect(findings).toEqual([
      {
        severity: "warning",
        code: "widget-says-otherwise",
        message:
          'a.md:4 and 1 more tell the Cactus widget "other" for site-name, but "blog" was given, and is used.',
        remedy: "If the pages are right, leave site-name out.",
        location: { file: "a.md", line: 4 },
      },
    ]);
  });

  it("may name another address of the same homeserver, which is worth a notice only", () => {
    const { matrix, findings } = load({
      inputs: { ...inputs, "site-name": "blog", "homeserver-url": "http://localhost:8008" },
      sections: sections({ serverName: "example.org", homeserverUrl: "https://example.org" }),
    });
    expect(matrix).toMatchObject({
      serverName: "example.org",
      homeserverUrl: "http://localhost:8008",
    });
    expect(findings.map(({ severity }) => severity)).toEqual(["notice"]);
  });

  it("is refused where the pages contradict each other, with each value and its places", () => {
    expect(
      problems({
        inputs,
        sections: sections({ siteName: "a" }, { siteName: "b" }, { siteName: "b" }),
      }),
    ).toEqual([
      'input site-name: is missing, and the site\'s pages say several: "b" (b.md:4 and 1 more), "a" (a.md:4). Say which one is meant.',
    ]);
  });

  it("is checked like any other value", () => {
    expect(problems({ inputs, sections: sections({ siteName: "a:b" }) })).toEqual([
      expect.stringMatching(/^input site-name: must be .*the pages say "a:b" \(a\.md:4\)/),
    ]);
  });

  it("does not stand for a value that it lacks", () => {
    expect(
      problems({ inputs, sections: sections({ homeserverUrl: "https://m.example" }) }),
    ).toEqual([
      expect.stringMatching(/^input site-name: is missing/),
      expect.stringMatching(/^input server-name: is missing/),
    ]);
  });
});
