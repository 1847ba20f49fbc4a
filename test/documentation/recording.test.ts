import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { type PrintedLine, terminalPicture } from "../../scripts/demo/terminal-picture.ts";

const playing = { rows: 4, columns: 20, longestWait: 1000, pageStays: 3000, endStays: 5000 };

/** The texts of a picture in order, and its elements. */
function readPicture(svg: string) {
  const elements: string[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser();
  let depth = 0;
  parser.on("opentag", ({ name }) => {
    elements.push(name);
    if (name === "text") texts.push("");
    if (name === "text" || name === "tspan") depth += 1;
  });
  parser.on("closetag", ({ name }) => {
    if (name === "text" || name === "tspan") depth -= 1;
  });
  parser.on("text", (text) => {
    if (depth > 0) texts.push(`${texts.pop() ?? ""}${text}`);
  });
  parser.write(svg).close();
  return { elements, texts };
}

/** When the window moves: milliseconds, and the number of lines above it. */
function framesIn(svg: string) {
  const duration = Number(/animation:lines (\d+)ms/.exec(svg)?.[1]);
  const [, keyframes = ""] = /@keyframes lines\{(.*)\}\n/.exec(svg) ?? [];
  const frames = [...keyframes.matchAll(/([\d.]+)%\{transform:translateY\((-?\d+)px\)\}/g)];
  return frames.map(([, percent, moved]) => ({
    at: Math.round((Number(percent) / 100) * duration),
    above: Math.abs(Number(moved)) / 19,
  }));
}

const lines = (count: number, at: number): readonly PrintedLine[] =>
  Array.from({ length: count }, (_, index) => ({ text: `line ${index}`, at }));

describe("a recording of a terminal", () => {
  it("shows what was typed and printed, broken between words where it is too wide", () => {
    const svg = terminalPicture(
      "npm run demo",
      [{ text: "  one two three four five", at: 10 }],
      playing,
    );
    expect(readPicture(svg).texts).toEqual(["$ npm run demo", "  one two three four", "  five"]);
  });

  it("shows hostile text as text", () => {
    const text = `<script>a&b\u0000`;
    const { texts, elements } = readPicture(terminalPicture("x", [{ text, at: 0 }], playing));
    expect(texts).toEqual(["$ x", "<script>a&b\ufffd"]);
    expect(elements).not.toContain("script");
  });

  it("waits as the program did, but no longer than a reader wants to", () => {
    const printed = [...lines(3, 400), ...lines(1, 600), ...lines(1, 9000)];
    expect(framesIn(terminalPicture("x", printed, playing))).toEqual([
      { at: 0, above: 0 },
      { at: 400, above: 0 },
      { at: 600, above: 1 },
      { at: 1600, above: 2 },
    ]);
  });

  it("turns pages of what was printed at once, from its first line", () => {
    const frames = framesIn(terminalPicture("x", lines(10, 400), playing));
    expect(frames.map(({ above }) => above)).toEqual([0, 1, 5, 7]);
    expect(frames.map(({ at }) => at).map((at) => Math.round(at / 100) * 100)).toEqual([
      0, 3400, 6400, 9400,
    ]);
  });

  it("shows its end where motion is not wanted", () => {
    const svg = terminalPicture("x", lines(10, 400), playing);
    const [still = "", moving = ""] = svg.split("@media (prefers-reduced-motion:no-preference)");
    expect(still).toContain(`.lines{transform:translateY(${-7 * 19}px)}`);
    expect(still).not.toContain("animation");
    expect(moving).toContain("animation:lines");
  });
});

describe("the recording in README", () => {
  const file = fileURLToPath(new URL("../../docs/images/demo.svg", import.meta.url));
  const svg = readFileSync(file, "utf8");
  const { texts, elements } = readPicture(svg);

  it("is of the demo: all comments, its report and what is in the database", () => {
    expect(texts[0]).toBe("$ npm run demo");
    const text = texts.join(" ");
    expect(text).toContain("16 of 17 pages with 334 comments are in demo-comments");
    expect(text).toContain("The data: 334 comments in .demo/cactus/d1");
    expect(text).not.toMatch(/\/(?:work|root|tmp|home|Users)\//);
  });

  it("loads and runs nothing, follows light and dark, and is small", () => {
    expect(new Set(elements)).toEqual(
      new Set(["svg", "title", "style", "rect", "g", "text", "tspan"]),
    );
    expect(svg).not.toMatch(/url\(|@import|@font-face|href/);
    expect(svg).toContain("prefers-color-scheme:dark");
    expect(statSync(file).size).toBeLessThan(150_000);
  });
});
