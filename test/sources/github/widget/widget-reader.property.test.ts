import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { githubWidget } from "../../../../src/sources/github/widget/github-widget.ts";
import { cleanedTerm } from "../../../../src/sources/github/widget/term.ts";

const repo = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}\/[A-Za-z0-9._-]{1,9}$/);
const text = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.stringMatching(/^[a-z0-9 :."'`&<>\\/$-]{1,20}$/),
  )
  .filter((term) => term !== "" && !/[\r\0]/.test(term));
const given = fc.record({ repo, term: text });

function attribute(value: string): string {
  return `"${value.replaceAll("&", "&amp;").replaceAll('"', "&#34;")}"`;
}

/** A literal that may be within a script of an HTML page. */
function literal(value: string): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

const writings: readonly (readonly [string, (repo: string, term: string) => string])[] = [
  [
    "a tag",
    (repo, term) =>
      `<script src="https://giscus.app/client.js" data-repo=${attribute(repo)} data-mapping="specific" data-term=${attribute(term)}></script>`,
  ],
  [
    "an element",
    (repo, term) =>
      `<giscus-widget repo=${attribute(repo)} mapping="specific" term=${attribute(term)}></giscus-widget>`,
  ],
  [
    "a script that makes the tag",
    (repo, term) =>
      `<script>{let s=document.createElement("script");s.src="https://giscus.app/client.js";s.setAttribute("data-repo",${literal(repo)});s.setAttribute("data-mapping","specific");s.setAttribute("data-term",${literal(term)})}</script>`,
  ],
  [
    "a theme's configuration",
    (repo, term) =>
      `<script>window.config=${JSON.stringify({ giscus: { repo, repoId: "R_1", mapping: "specific", term } }).replaceAll("<", "\\u003c")}</script>`,
  ],
];

describe.each(writings)("any term of giscus, in %s", (_, write) => {
  it("is read as it is written", () => {
    fc.assert(
      fc.property(given, ({ repo, term }) => {
        const [found, ...more] = githubWidget.createReader()(`<body>${write(repo, term)}</body>`);
        expect(more).toEqual([]);
        expect(found).toMatchObject({
          kind: "complete",
          address: { threadId: cleanedTerm(term), siteName: repo },
        });
      }),
    );
  });
});

describe("any text", () => {
  const pieces = fc.constantFrom(
    ..."<script> </script> <giscus-widget new Gitalk({ }) setAttribute( \"data-repo\" , 'x' https://giscus.app/client.js issue-term= repoId: { } < > \" ' ` <!-- --> <title> <template>".split(
      " ",
    ),
  );

  it("can be read, and has a widget only where it may show one", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, text), { maxLength: 20 }), (parts) => {
        const html = parts.join(" ");
        const found = githubWidget.createReader()(html, { address: "/a/" });
        if (found.length > 0) expect(githubWidget.mayShow(html)).toBe(true);
        for (const { offset } of found) expect(offset).toBeLessThan(html.length);
      }),
      { numRuns: 500 },
    );
  });
});
