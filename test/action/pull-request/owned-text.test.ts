import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newText, roomIn, updatedText } from "../../../src/action/pull-request/owned-text.ts";

const first = { title: "In 1 file", body: "First." };
const second = { title: "In 2 files", body: "Second: $& $1." };
const created = { title: first.title, body: newText(first) };
/** Text of people, which has no mark of ours. */
const words = fc.string().filter((text) => !text.includes("<!--") && !text.includes("-->"));

describe("the text of a pull request", () => {
  it("has our part as it is now, and what people wrote around it as they wrote it", () => {
    fc.assert(
      fc.property(words, words, (above, below) => {
        const there = { title: created.title, body: `${above}${created.body}${below}` };
        const { title, body } = updatedText(there, second);
        expect(title).toBe(second.title);
        expect(body).toBe(`${above}${newText(second)}${below}`);
      }),
    );
  });

  it("has the title that people gave it, whatever comes later", () => {
    const theirs = { ...created, title: "Ours" };
    const once = updatedText(theirs, second);
    const twice = updatedText(once, first);
    expect([once.title, twice.title]).toEqual(["Ours", "Ours"]);
    expect(twice.body).toContain("First.");
  });

  it("is theirs where our part is gone", () => {
    for (const body of ["", "Rewritten.", created.body.replace(/<!-- \/.*-->/, "")]) {
      const theirs = { title: first.title, body };
      expect(updatedText(theirs, second)).toEqual(theirs);
    }
  });

  it("is never longer than GitHub takes", () => {
    fc.assert(
      fc.property(fc.nat(65_000), (others) => {
        const there = { ...created, body: `${"x".repeat(others)}${created.body}` };
        const body = "y".repeat(roomIn(there.body));
        expect(updatedText(there, { title: "T", body }).body).toHaveLength(65_536);
        const { body: kept } = updatedText(there, { title: "T", body: `${body}y` });
        expect(kept).toBe(there.body);
      }),
    );
  });
});
