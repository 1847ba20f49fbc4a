import { expect, it } from "vitest";
import type { Finding } from "../../../src/domain/finding.ts";
import { currentHugo } from "../../parts/hugo/hugos.ts";
import { askHugo, asLines, type FixtureScan, scanFixture, threadsOf } from "../scan-fixture.ts";
import {
  base,
  baseToml,
  baseYaml,
  byParameter,
  chatShortcode,
  contentLayouts,
  page,
} from "./base-site.ts";

const numbers = Array.from({ length: 44 }, (_, index) => index + 1);
const en = "[languages.en]\nweight = 1\n";
const de = "[languages.de]\nweight = 2\n";
const fr = "[languages.fr]\nweight = 3\n";

/** Scans a site; what it finds is among what Hugo builds. */
async function scanAsBuilt(fixture: FixtureScan) {
  const built = asLines(await askHugo(fixture));
  const scan = await scanFixture(fixture);
  const astray = asLines(threadsOf(scan)).filter((line) => !built.includes(line));
  expect(astray, "sections that Hugo would not build").toEqual([]);
  return scan;
}

function errors(findings: readonly Finding[]) {
  return findings.filter(({ severity }) => severity === "error");
}

const translatedSites: readonly (FixtureScan & {
  readonly name: string;
  readonly pages: readonly string[];
})[] = [
  {
    name: "by file name",
    files: {
      ...base,
      "hugo.toml": baseToml(en + de),
      ...Object.fromEntries(
        numbers.flatMap((n) => [
          [`content/p/${n}.md`, page(`${n}`, `{{< chat s${n} >}}`, "date: 2020-02-02\n")],
          [`content/p/${n}.de.md`, page(`${n}`, `{{< chat s${n} >}}`, "date: 2019-01-01\n")],
        ]),
      ),
    },
    pages: numbers.map((n) => `/p/${n}/ s${n}`).toSorted(),
  },
  {
    name: "by folder, where the default language is below its name",
    files: {
      ...contentLayouts,
      ...chatShortcode,
      "hugo.yaml": baseYaml(`defaultContentLanguage: de
defaultContentLanguageInSubdir: true
languages:
  en: { weight: 1, contentDir: content/english }
  de: { weight: 2, contentDir: content/deutsch }
`),
      ...Object.fromEntries(
        numbers.flatMap((n) => [
          [`content/english/p/${n}.md`, page(`${n}`, `{{< chat s${n} >}}`)],
          [`content/deutsch/p/${n}.md`, page(`${n}`, `{{< chat s${n} >}}`)],
        ]),
      ),
    },
    pages: numbers.map((n) => `/de/p/${n}/ s${n}`).toSorted(),
  },
  {
    name: "in three languages, with the widget in the layout",
    files: {
      ...byParameter,
      "hugo.toml": baseToml(en + de + fr),
      ...Object.fromEntries(
        numbers.flatMap((n) =>
          ["md", "de.md", "fr.md"].map((ending) => [
            `content/p/${n}.${ending}`,
            page(`${n}`, "", `cid: s${n}\n`),
          ]),
        ),
      ),
    },
    pages: numbers.map((n) => `/p/${n}/ s${n}`).toSorted(),
  },
  {
    name: "by translationKey, at other paths",
    files: {
      ...base,
      "hugo.toml": baseToml(en + de),
      ...Object.fromEntries(
        numbers.flatMap((n) => [
          [`content/posts/${n}.md`, page(`${n}`, `{{< chat s${n} >}}`, `translationKey: k${n}\n`)],
          [
            `content/artikel/${n}a.de.md`,
            page(`${n}`, `{{< chat s${n} >}}`, `translationKey: k${n}\n`),
          ],
        ]),
      ),
    },
    pages: numbers.map((n) => `/posts/${n}/ s${n}`).toSorted(),
  },
];

currentHugo.describe("Sections that the translations of a page share", () => {
  it.each(translatedSites)(
    "go to the default language's page, which one notice says: $name",
    async ({ files, pages }) => {
      const built = asLines(await askHugo({ files }));
      expect(built, "as Hugo builds it").toEqual(expect.arrayContaining([...pages]));
      expect(built.length, "as Hugo builds it").toBeGreaterThanOrEqual(2 * pages.length);
      const scan = await scanAsBuilt({ files });
      expect(asLines(threadsOf(scan))).toEqual(pages);
      expect(scan.findings).toMatchObject([{ severity: "notice", code: "translated-section" }]);
      expect(scan.findings[0]?.message).toContain("44");
    },
  );

  it.each(["error", "oldest", "newest", "default-language"] as const)(
    "go there with duplicate-sections %s, too",
    async (duplicateSections) => {
      const [site] = translatedSites;
      const scan = await scanAsBuilt({ files: site?.files ?? {}, duplicateSections });
      expect(asLines(threadsOf(scan))).toEqual(site?.pages);
      expect(errors(scan.findings)).toEqual([]);
    },
  );

  it("go to the language that comes first, where the default language has no such page", async () => {
    const scan = await scanAsBuilt({
      files: {
        ...base,
        "hugo.toml": baseToml(en + de + fr),
        "content/p/a.de.md": page("A", "{{< chat a >}}"),
        "content/p/a.fr.md": page("A", "{{< chat a >}}"),
      },
    });
    expect(asLines(threadsOf(scan))).toEqual(["/de/p/a/ a"]);
    expect(errors(scan.findings)).toEqual([]);
  });

  it("go to the translation where the default language's page doesn't show them", async () => {
    const scan = await scanAsBuilt({
      files: {
        ...base,
        "hugo.toml": baseToml(en + de),
        "content/p/a.md": page("A", "No comments."),
        "content/p/a.de.md": page("A", "{{< chat a >}}"),
      },
    });
    expect(asLines(threadsOf(scan))).toEqual(["/de/p/a/ a"]);
    expect(scan.findings).toEqual([]);
  });

  it("are an error where another page shows them as well", async () => {
    const scan = await scanAsBuilt({
      files: {
        ...base,
        "hugo.toml": baseToml(en + de),
        "content/p/a.md": page("A", "{{< chat a >}}"),
        "content/p/a.de.md": page("A", "{{< chat a >}}"),
        "content/p/b.md": page("B", "{{< chat a >}}"),
        "content/p/c.md": page("C", "{{< chat c >}}"),
        "content/p/c.de.md": page("C", "{{< chat c >}}"),
      },
    });
    expect(asLines(threadsOf(scan))).toEqual(["/p/c/ c"]);
    const duplicates = scan.findings.filter(({ code }) => code === "duplicate-section");
    expect(duplicates[0]?.message).toMatch(/p\/a\.md:4.*p\/b\.md:4/);
    expect(scan.findings.filter(({ code }) => code === "translated-section")).toHaveLength(1);
  });
});

currentHugo.describe("A section on several pages", () => {
  const files = {
    ...base,
    "content/p/first.md": page("First", '{{< chat "cactus-comments" >}}', "date: 2020-01-01\n"),
    "content/p/second.md": page("Second", '{{< chat "cactus-comments" >}}', "date: 2021-01-01\n"),
  };

  it("goes to none of them, and each is named by file and line", async () => {
    const { pages, findings } = await scanAsBuilt({ files });
    expect(pages).toEqual([]);
    expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      "error duplicate-section",
      "error duplicate-section",
    ]);
    expect(findings[0]?.message).toMatch(
      /cactus-comments.*content\/p\/first\.md:5.*content\/p\/second\.md:5/,
    );
    expect(findings.map(({ location }) => location?.file)).toEqual([
      "content/p/first.md",
      "content/p/second.md",
    ]);
  });

  it.each([
    ["oldest", "/p/first/"],
    ["newest", "/p/second/"],
  ] as const)("goes to the %s where that is asked for", async (duplicateSections, owner) => {
    const { pages } = await scanAsBuilt({ files, duplicateSections });
    expect(pages.map(({ pageId }) => pageId)).toEqual([owner]);
  });

  it("is no error on one page that shows it twice", async () => {
    const scan = await scanAsBuilt({
      files: { ...base, "content/a.md": page("A", "{{< chat a >}}\n\n{{< chat a >}}") },
    });
    expect(scan.pages.map(({ pageId }) => pageId)).toEqual(["/a/"]);
    expect(errors(scan.findings)).toEqual([]);
  });

  it("is no error where the other page is a draft", async () => {
    const scan = await scanAsBuilt({
      files: {
        ...base,
        "content/a.md": page("A", "{{< chat a >}}"),
        "content/b.md": page("B", "{{< chat a >}}", "draft: true\n"),
      },
    });
    expect(asLines(threadsOf(scan))).toEqual(["/a/ a"]);
    expect(errors(scan.findings)).toEqual([]);
  });
});

currentHugo.describe("A site without any section", () => {
  it("is scanned, and says so in one warning", async () => {
    const { pages, findings } = await scanAsBuilt({
      files: { ...base, "content/a.md": page("A", "Text.") },
    });
    expect(pages).toEqual([]);
    expect(findings).toMatchObject([{ severity: "warning", code: "no-sections" }]);
  });
});

// Which of them Hugo writes last is chance, so two builds of such a site may differ.
currentHugo.describe("Addresses that pages share", () => {
  it("are an error that names both files, and no page has the comments", async () => {
    const { pages, findings } = await scanFixture({
      files: {
        ...base,
        "content/p/a.md": page("A", "{{< chat a >}}", "url: /same/\n"),
        "content/p/b.md": page("B", "{{< chat b >}}", "url: /same/\n"),
        "content/p/c.md": page("C", "{{< chat c >}}"),
      },
    });
    expect(pages.map(({ pageId }) => pageId)).toEqual(["/p/c/"]);
    const conflicts = findings.filter(({ code }) => code === "duplicate-address");
    expect(conflicts[0]?.severity).toBe("error");
    const said = conflicts.map(({ message }) => message).join("\n");
    expect(said).toContain("content/p/a.md");
    expect(said).toContain("content/p/b.md");
  });

  it("by the name of the file that both write are one, too", async () => {
    const { pages, findings } = await scanFixture({
      files: {
        ...base,
        "hugo.toml": `${base["hugo.toml"]}[uglyURLs]\np = true\n`,
        "content/p/same/_index.md": page("Section", "{{< chat section >}}"),
        "content/a.md": page("A", "{{< chat a >}}", "url: /p/same/\n"),
      },
    });
    expect(pages).toEqual([]);
    const said = findings.filter(({ code }) => code === "duplicate-address");
    expect(said).toMatchObject([{ severity: "error" }]);
    expect(said[0]?.message).toMatch(/^content\/a\.md and content\/p\/same\/_index\.md have /);
  });

  it("with an alias of another page are reported", async () => {
    const { findings } = await scanFixture({
      files: {
        ...base,
        "content/p/a.md": page("A", "{{< chat a >}}"),
        "content/p/b.md": page("B", "{{< chat b >}}", "aliases: [/p/a/]\n"),
      },
    });
    const conflicts = findings.filter(({ code }) => code === "alias-conflict");
    expect(conflicts).toHaveLength(1);
    expect(conflicts[0]?.message).toContain("/p/a/");
  });
});

const fine = [
  "posts/rye",
  "/posts/rel/",
  "Capitals",
  "with.dots",
  "a-b-c",
  "2024-01-05",
  "0b5c3ec1a0ed5a8a7c0f3ac5d0c4b2ea",
];

currentHugo.describe("A section id", () => {
  it.each(fine)("%s is nothing to report", async (id) => {
    const fixture = { files: { ...base, "content/a.md": page("A", `{{< chat "${id}" >}}`) } };
    expect(asLines(await askHugo(fixture)), "as Hugo builds it").toEqual([`/a/ ${id}`]);
    const scan = await scanAsBuilt(fixture);
    expect(asLines(threadsOf(scan))).toEqual([`/a/ ${id}`]);
    expect(scan.findings).toEqual([]);
  });

  it.each(["two words", "under_score", "co:lon"])(
    "%s is warned of, by page and line, and fails nothing",
    async (id) => {
      const scan = await scanAsBuilt({
        files: {
          ...base,
          "content/a.md": page("A", `{{< chat "${id}" >}}`),
          "content/b.md": page("B", "{{< chat b >}}"),
        },
      });
      expect(scan.pages.map(({ pageId }) => pageId)).toContain("/b/");
      expect(scan.findings).toMatchObject([
        { severity: "warning", location: { file: "content/a.md", line: 4 } },
      ]);
      expect(scan.findings[0]?.message).toContain(id);
    },
  );

  it.each([
    ["an empty text", '{{< chat "" >}}', ""],
    ["nothing", "{{< chat >}}", ""],
  ])("that is %s is reported by page, and the page has no section", async (_, call) => {
    const scan = await scanAsBuilt({
      files: {
        ...base,
        "content/a.md": page("A", call),
        "content/b.md": page("B", "{{< chat b >}}"),
      },
    });
    expect(asLines(threadsOf(scan))).toEqual(["/b/ b"]);
    const said = scan.findings.map(({ message, location }) => `${location?.file} ${message}`);
    expect(said.join("\n")).toContain("content/a.md");
  });
});
