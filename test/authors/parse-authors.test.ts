import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAuthors } from "../../src/authors/parse-authors.ts";

const yaml = `# who is who
"@ada:example.org":
  name: Ada
  owner: true
"@bob:example.org": { url: https://bob.example }
`;
const toml = `# who is who
["@ada:example.org"]
name = "Ada"
owner = true
["@bob:example.org"]
url = "https://bob.example"
`;
const json = `{
  "@ada:example.org": {
    "name": "Ada",
    "owner": true
  },
  "@bob:example.org": { "url": "https://bob.example" }
}`;
const said = {
  "@ada:example.org": { name: "Ada", owner: true },
  "@bob:example.org": { url: "https://bob.example" },
};

describe("a file of authors", () => {
  it.each([
    ["YAML", yaml, "yaml", [2, 4, 5]],
    ["TOML", toml, "toml", [2, 4, 6]],
    ["JSON", json, "yaml", [2, 4, 6]],
  ] as const)("in %s says who is who, and where", (_, text, language, lines) => {
    const { table, lineOf, problems } = parseAuthors(text, language);
    expect([table, problems]).toEqual([said, []]);
    expect([
      lineOf(["@ada:example.org"]),
      lineOf(["@ada:example.org", "owner"]),
      lineOf(["@bob:example.org", "url"]),
    ]).toEqual(lines);
  });

  it.each([
    ["yaml", "a: 1\nb: [\n", 3, /^is not valid YAML: /],
    ["yaml", "a: &x {}\nb: *x\n", 2, /^refers to another value with \*/],
    ["yaml", "a: {}\na: {}\n", 2, /^is not valid YAML: Map keys must be unique/],
    ["yaml", "- a\n- b\n", 1, /^must be the path of a file, or user ids/],
    ["toml", "[a]\nb = \n", 2, /^is not valid TOML: /],
    ["toml", "[a]\n[a]\n", 2, /^is not valid TOML: /],
  ] as const)("in %s that is %j has its fault in line %i", (language, text, line, message) => {
    const { table, problems } = parseAuthors(text, language);
    expect(table).toEqual({});
    expect(problems[0]).toEqual({ line, message: expect.stringMatching(message) });
  });

  it.each(["yaml", "toml"] as const)("in %s with nesting without end has a fault", (language) => {
    const deep = `a ${language === "yaml" ? ":" : "="} ${"[".repeat(100_000)}`;
    const { problems } = parseAuthors(deep, language);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThan(10);
  });

  it("that is empty says nothing", () => {
    for (const text of ["", "# nobody\n"]) {
      for (const language of ["yaml", "toml"] as const) {
        expect(parseAuthors(text, language)).toMatchObject({ table: {}, problems: [] });
      }
    }
  });

  it("of any text is read, or has a fault with a line", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("yaml", "toml"),
        (text, language) => {
          for (const { line, message } of parseAuthors(text, language).problems) {
            expect(line).toBeGreaterThan(0);
            expect(message).not.toMatch(/\n/);
          }
        },
      ),
    );
  });
});
