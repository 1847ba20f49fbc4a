import { describe, expect, it } from "vitest";
import { type CactusWiring, sectionsOf } from "../../src/domain/page.ts";

function sections(...wirings: readonly CactusWiring[]): string {
  const file = "content/a.md";
  const placed = wirings.map((wiring) => ({ ...wiring, location: { file, line: 1 } }));
  return sectionsOf({ pageId: "/a/", title: "A", file, sections: placed });
}

describe("the sections of a page, in a word", () => {
  it("are those that checkpoints of earlier releases hold", () => {
    expect(sections({ sectionId: "b" }, { sectionId: "a" })).toBe("0473ef2dc0d324ab");
  });

  it("are the same whatever their order, and however often one stands on the page", () => {
    const [a, b] = [{ sectionId: "a" }, { sectionId: "b" }];
    expect(sections(a, b, a)).toBe(sections(b, a));
  });

  it("are others on a page of another site", () => {
    const a = { sectionId: "a" };
    expect(sections({ ...a, siteName: "site-de" })).not.toBe(sections(a));
    expect(sections(a, { ...a, siteName: "site-de" })).not.toBe(sections(a));
  });
});
