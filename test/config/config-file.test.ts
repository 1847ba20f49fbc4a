import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConfigFile } from "../../src/config/config-file.ts";
import { settingInfo, settingNames } from "../../src/config/settings.ts";

function faults(yaml: string): readonly string[] {
  const { problems } = parseConfigFile("config.yml", yaml);
  return problems.map(({ where, message }) => `${where}: ${message}`);
}

describe("a config file", () => {
  it("gives values with the lines on which they stand", () => {
    const { values, problems } = parseConfigFile(
      "config.yml",
      "# ours\nhugo:\n  shortcodes: [chat, talk]\n\n  public_dir: texts\n",
    );
    expect(problems).toEqual([]);
    expect([...values]).toEqual([
      ["shortcodes", expect.objectContaining({ value: ["chat", "talk"] })],
      [
        "public-dir",
        {
          value: "texts",
          where: "config.yml:5 (hugo.public_dir)",
          location: { file: "config.yml", line: 5 },
        },
      ],
    ]);
    expect(values.get("shortcodes")?.location.line).toBe(3);
  });

  it.each([
    "",
    "# nothing yet\n",
    "---\n",
    "cactus:\n",
    "cactus: {}\n",
    "cactus: { site_name: }\n",
  ])("may be empty: %j", (yaml) => {
    expect(parseConfigFile("config.yml", yaml)).toMatchObject({ problems: [], isReadable: true });
    expect(parseConfigFile("config.yml", yaml).values.size).toBe(0);
  });

  it.each([
    ["cactus:\n  site_name: [a\n", /^config\.yml:\d: is not valid YAML: /],
    ["cactus:\n  site_name: a\n  site_name: b\n", /^config\.yml:3: .*Map keys must be unique/],
    ["cactus: {}\n---\nhugo: {}\n", /^config\.yml:2: .*multiple documents/],
    ["- cactus\n", /^config\.yml:1: must hold sections/],
    ["\ncactus: blog\n", /^config\.yml:2 \(cactus\): must hold keys with values$/],
    ["cactus:\n  site_name: !secret x\n", /^config\.yml:2: .*Unresolved tag$/],
    ["cactus:\n  site_name: *blog\n", /^config\.yml:2: refers to another value/],
    ["hugo:\n  shortcodes: &a [*a]\n", /^config\.yml:2: refers to another value/],
    ["hugo: {public_dir:texts}\n", /^config\.yml:1 \(hugo\.public_dir\): needs a space/],
    [
      "hugo: { site_name: x }\n",
      /^config\.yml:1 \(hugo\.site_name\): is not a setting of this section, which has /,
    ],
  ])("is refused with its line: %j", (yaml, fault) => {
    expect(faults(yaml)).toEqual([expect.stringMatching(fault)]);
  });

  it.each([
    "cactus: {access_token:hush}",
    "cactus: {access_token: a}}hush",
    'cactus:\n  access_token: "a"hush',
    "cactus:\n  access_token: *hush",
    "cactus:\n  access_token: !hush",
    "cactus:\n  access_token: a\n hush",
    "cactus:\n  access_token: |hush\n    a",
    "cactus: hush",
  ])("does not repeat what may be a secret: %j", (yaml) => {
    expect(faults(yaml)).not.toEqual([]);
    expect(faults(yaml).join()).not.toContain("hush");
  });

  it("never crashes, whatever YAML it holds", () => {
    const places = settingNames.map((name) => settingInfo(name).file);
    const token = fc.oneof(
      fc.constantFrom(...places.flat().map((key) => `${key}: `)),
      fc.constantFrom(
        "\n",
        "\n  ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        ": ",
        "? ",
        "- ",
        "#",
        "|\n",
        "'",
        '"',
      ),
      fc.constantFrom("&a ", "*a", "<<: ", "!!set ", "!!binary ", "!x ", "---\n", "%YAML 1.1\n"),
      fc.constantFrom("null", "true", ".nan", "0x1F", "2024-01-01", "\u0000", "\uFEFF"),
      fc.string({ unit: "binary", maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 20 }), (tokens) => {
        const { values } = parseConfigFile("config.yml", tokens.join(""));
        expect(() => JSON.stringify([...values])).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });
});
