import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conversationKey, type ReadPage } from "../../../src/hugo/built/built-page.ts";
import { repeatedThreads } from "../../../src/hugo/built/repeated-threads.ts";

const folders = ["", "a/", "a/b/", "a/amp/", "amp/a/", "b/", "b/print/", "page/2/", "c/", "c/d/"];
const files = folders.map((folder) => `${folder}index.html`);
const file = fc.constantFrom(...files);
const content = fc.constantFrom("/content/a.md", "/content/b.md");

const pages = fc
  .uniqueArray(
    fc.record({
      file,
      threads: fc.uniqueArray(fc.constantFrom("x", "y", "z"), { minLength: 1 }),
      canonicalFile: fc.option(file, { nil: undefined }),
      alternateFiles: fc.array(file, { maxLength: 2 }),
      listSigns: fc.nat({ max: 3 }),
      formOf: fc.option(file, { nil: undefined }),
      contentFile: fc.option(content, { nil: undefined }),
      language: fc.constantFrom("en", "de", undefined),
      calledIn: fc.option(content, { nil: undefined }),
    }),
    { selector: (page) => page.file, minLength: 1 },
  )
  .map((all) =>
    all.map(({ threads, calledIn, ...own }): ReadPage => {
      // A form has its content file in common with its page, which is no form itself.
      const main = all.find((one) => one !== own && one.file === own.formOf && !isForm(one, all));
      const page = { ...own, formOf: main?.file, contentFile: (main ?? own).contentFile };
      const pageId = `/${page.file.replace("index.html", "")}`;
      const mark =
        calledIn === undefined ? undefined : { file: calledIn, line: 1, column: 1, path: [] };
      const shown = threads.map((threadId) => ({ address: { threadId, siteName: "s" }, mark }));
      const rest = {
        title: pageId,
        date: undefined,
        day: undefined,
        canonical: undefined,
        unreadable: [],
      };
      return { ...page, ...rest, pageId, translationKey: undefined, shown };
    }),
  );

function isForm(
  { file: own, formOf }: { readonly file: string; readonly formOf: string | undefined },
  all: readonly { readonly file: string }[],
): boolean {
  return formOf !== own && all.some((one) => one.file === formOf);
}

describe("of pages with any sections, links and signs", () => {
  it("no section is lost, and each that is left out stands on the page that is named", () => {
    fc.assert(
      fc.property(pages, (all) => {
        const repetitions = repeatedThreads(all);
        const left = (page: ReadPage) => {
          const repeated = repetitions.filter((one) => one.page === page);
          return page.shown.filter(({ address }) =>
            repeated.every((one) => one.address !== address),
          );
        };
        const conversations = (shown: ReadPage["shown"]) =>
          new Set(shown.map(({ address }) => conversationKey(address)));
        expect(conversations(all.flatMap(left))).toEqual(
          conversations(all.flatMap((page) => page.shown)),
        );
        for (const { page, address, owner } of repetitions) {
          expect(owner).not.toBe(page);
          expect(conversations(owner.shown)).toContain(conversationKey(address));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("the outcome does not depend on their order", () => {
    fc.assert(
      fc.property(pages, fc.integer(), (all, seed) => {
        const shuffled = all.toSorted((a, b) => order(a.file, seed) - order(b.file, seed));
        const names = (some: readonly ReadPage[]) =>
          repeatedThreads(some)
            .map(({ page, address }) => `${page.file} ${conversationKey(address)}`)
            .sort();
        expect(names(shuffled)).toEqual(names(all));
      }),
    );
  });
});

function order(name: string, seed: number): number {
  return Array.from(name).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, seed);
}
