import { describe, expect, it } from "vitest";
import { safeHtml } from "../../../src/sources/html/safe-html.ts";

const media = { download: () => undefined, picture: () => undefined };
const link = (text: string) =>
  `<a href="https://cake.example/a.jpg" rel="nofollow noopener ugc">${text}</a>`;

describe("a picture from elsewhere", () => {
  it.each([
    ['<p>a <img src="https://cake.example/a.jpg" alt="cake"> b</p>', `<p>a ${link("cake")} b</p>`],
    [
      'a <img src="https://cake.example/a.jpg"> b <b>c</b>',
      `a ${link("https://cake.example/a.jpg")} b <b>c</b>`,
    ],
    [
      '<a href="https://cake.example/a.jpg">see <img src="https://x.example/" alt="cake"> b</a> c',
      `${link("see <span>cake</span> b")} c`,
    ],
    ['a <img src="data:image/png;base64,x" alt="cake"> b', "a <span>cake</span> b"],
    ["a <img> b", "a  b"],
    ['a <img src="data:image/png;base64,x"> b <i>c</i>', "a  b <i>c</i>"],
  ])("becomes a link or its text, and what follows stays: %s", (html, safe) => {
    expect(safeHtml(html, { media })).toBe(safe);
  });
});
