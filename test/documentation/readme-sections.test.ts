import { readFileSync } from "node:fs";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { catalogueMessages } from "../../scripts/message-catalogues.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const tokens = new MarkdownIt().parse(readme, {});
const headings = tokens.flatMap(({ type }, index) =>
  type === "heading_open" ? [tokens[index + 1]?.content] : [],
);
const namingReadme = catalogueMessages
  .flatMap(({ message, remedy }) => [message, remedy])
  .filter((text) => text.includes("README"));

describe("a message that sends its reader to the README", () => {
  it("names the section, always in the same form", () => {
    expect(namingReadme.length).toBeGreaterThan(0);
    expect(namingReadme.filter((text) => !/see "[^"]+" in the README/.test(text))).toEqual([]);
  });

  it("names a section that is there", () => {
    const named = namingReadme.flatMap((text) => [
      ...text.matchAll(/see "([^"]+)" in the README/g),
    ]);
    const missing = named.map(([, section]) => section).filter((one) => !headings.includes(one));
    expect(missing).toEqual([]);
  });
});
