import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitContent, UnclosedFrontMatterError } from "../../../src/hugo/content/content-split.ts";
import { FrontMatterError, parseFrontMatter } from "../../../src/hugo/content/front-matter.ts";

function read(source: string) {
  return parseFrontMatter(splitContent(source).frontMatter);
}

describe("front matter", () => {
  it.each([
    ["YAML", "---\ntitle: A\ndraft: true\n---\nbody"],
    ["TOML", '+++\ntitle = "A"\ndraft = true\n+++\nbody'],
    ["JSON", '{\n"title": "A", "draft": true\n}\nbody'],
    ["YAML with Windows line ends", "---\r\ntitle: A\r\ndraft: true\r\n---\r\nbody"],
    ["YAML after a byte order mark", "\uFEFF---\ntitle: A\ndraft: true\n---\nbody"],
    ["JSON with braces in texts", '{"title": "A", "draft": true, "x": "}{\\""}\nbody'],
  ])("is read from %s, and the body begins after it", (_, source) => {
    const split = splitContent(source);
    expect(parseFrontMatter(split.frontMatter)).toMatchObject({ title: "A", draft: true });
    expect(split.body.trim()).toBe("body");
    expect(
      source.split("\n")[
        split.bodyLine - 1 + (split.body.startsWith("\n") || split.body.startsWith("\r\n") ? 1 : 0)
      ],
    ).toContain("body");
  });

  it("has its keys in lower case, as Hugo has them", () => {
    expect(read("---\nPublishDate: 2020-01-01\nBuild:\n  Render: never\n---\n")).toEqual({
      publishdate: "2020-01-01",
      build: { render: "never" },
    });
  });

  it("is empty where there is none", () => {
    expect(read("just text --- with dashes\n---\n")).toEqual({});
    expect(read("{{< chat a >}}")).toEqual({});
  });

  it("never runs code that it names", () => {
    expect(() => read("---js\n{ title: process.exit(3) }\n---\n")).toThrow(FrontMatterError);
  });

  it.each([
    ["YAML", "---\ntitle: ok\nbroken: [a\n---\n", 3],
    ["TOML", '+++\ntitle = "ok"\nbroken = \n+++\n', 3],
    ["JSON", '{\n"title": "ok",\n"broken": ]\n}\n', 3],
    ["JSON with a bare word", '{\n"title": "ok",\n"broken": x\n}\n', 3],
    ["a list", "---\n- a\n- b\n---\n", 1],
  ])("that is malformed (%s) is refused with its line, each time it is read", (_, source, line) => {
    for (const _time of [1, 2]) {
      try {
        read(source);
        expect.unreachable();
      } catch (error) {
        if (!(error instanceof FrontMatterError)) throw error;
        expect(Math.abs(error.line - line)).toBeLessThanOrEqual(1);
      }
    }
  });

  it("gives values or a FrontMatterError for any text, never another error", () => {
    const piece = fc.constantFrom(
      "---\n",
      "+++\n",
      "{",
      "}",
      "a: b\n",
      "a = 1\n",
      "&x *x",
      "[",
      "\n",
      "!!js/function x\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          read(pieces.join(""));
        } catch (error) {
          const isKnown =
            error instanceof FrontMatterError || error instanceof UnclosedFrontMatterError;
          expect(isKnown, String(error)).toBe(true);
        }
      }),
    );
  });
});
