import { describe, expect, it } from "vitest";
import { readStepLog, shownAnnotations } from "./workflow-commands.ts";

describe("workflow commands", () => {
  it("make annotations at a place", () => {
    const { annotations, text } = readStepLog(
      ["::error file=a%2Cb.md,line=3,endLine=4,title=Not%3A moved::first%0Asecond 100%25"],
      [],
    );
    expect(annotations).toMatchObject([
      {
        severity: "error",
        message: "first\nsecond 100%",
        title: "Not: moved",
        file: "a,b.md",
        line: 3,
        endLine: 4,
        column: undefined,
      },
    ]);
    expect(text).toBe("##[error]first\nsecond 100%");
  });

  it("make no more than ten annotations of a severity visible", () => {
    const lines = (name: string) => Array.from({ length: 12 }, (_, n) => `::${name}::${n}`);
    const { annotations } = readStepLog([...lines("notice"), ...lines("error")], []);
    expect(annotations).toHaveLength(24);
    const shown = shownAnnotations(annotations);
    expect(shown.map(({ severity }) => severity)).toEqual([
      ...Array<string>(10).fill("error"),
      ...Array<string>(10).fill("notice"),
    ]);
    expect(shown.at(9)?.message).toBe("9");
  });

  it("fold lines into groups", () => {
    const lines = ["a", "::group::One", "b", "c", "::endgroup::", "d"];
    expect(readStepLog(lines, []).groups).toEqual([{ title: "One", lines: ["b", "c"] }]);
  });

  it("mask secrets, and each line of one that has several", () => {
    const { text, masks } = readStepLog(["::add-mask::one%0Atwo", "one two three four"], ["four"]);
    expect(masks).toEqual(["one\ntwo"]);
    expect(text).toBe("*** *** three ***");
  });

  it("are only text between stop-commands and its token", () => {
    const lines = ["::stop-commands::t0ken", "::error::text", "::t0ken::", "::error::real"];
    const { annotations } = readStepLog(lines, []);
    expect(annotations.map(({ message }) => message)).toEqual(["real"]);
  });

  it("are only text inside a line, and when nobody knows them", () => {
    const lines = ["see ::error::this", "::no-such-command::x", "std::vector<int>::size"];
    expect(readStepLog(lines, [])).toMatchObject({ annotations: [], text: lines.join("\n") });
  });
});
