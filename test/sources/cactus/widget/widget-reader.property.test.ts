import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readWidgets } from "../../../../src/sources/cactus/widget/widget-reader.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.stringMatching(/^[a-z0-9 ."'`&<>\\/-]{0,20}$/),
);
const settings = fc.record({
  commentSectionId: text.filter((id) => id.trim() !== ""),
  siteName: fc.option(text, { nil: undefined }),
  serverName: fc.option(text, { nil: undefined }),
  defaultHomeserverUrl: fc.option(fc.webUrl(), { nil: undefined }),
});
type Settings = typeof settings extends fc.Arbitrary<infer Value> ? Value : never;

const quote = fc.constantFrom('"', "'", "`");
const space = fc.constantFrom("", " ", "\n", "\n    ", "/* note */", "// note\n");

/** A literal of JavaScript that HTML may hold too. */
function literal(value: string, mark: string): string {
  const escaped = JSON.stringify(value)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll(mark, `\\${mark}`)
    .replaceAll("${", "\\${")
    .replaceAll("</", "<\\/")
    .replaceAll("<!", "<\\!");
  return mark + escaped + mark;
}

/** Settings as an object literal, in any order and with any quotes and spaces. */
function objectLiteral(given: Settings): fc.Arbitrary<string> {
  const entries = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const property = ([name, value]: readonly [string, string]) =>
    fc
      .tuple(fc.constantFrom(name, `"${name}"`, `'${name}'`, `["${name}"]`), quote, space, space)
      .map(([key, mark, before, after]) => `${before}${key}:${after}${literal(value, mark)}`);
  return fc
    .shuffledSubarray(entries, { minLength: entries.length })
    .chain((shuffled) => fc.tuple(fc.constant("node:n"), ...shuffled.map(property)))
    .map((properties) => `{${properties.join(",")}}`);
}

const frames: readonly ((object: string) => string)[] = [
  (object) => `initComments(${object})`,
  (object) => `window.initComments ( ${object} );`,
  (object) => `const config=${object};initComments(config)`,
  (object) => `addEventListener("load",async()=>{await 0;initComments?.(${object})})`,
  (object) => `var n;(function(){var t=${object};setTimeout(function(){(0,initComments)(t)},9)})()`,
  (object) => `const c={a:${object}};initComments({...c.a,node:document.body})`,
];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  '"': "&#34;",
  "'": "&#39;",
  "<": "&lt;",
  ">": "&gt;",
};

function attributes(given: Settings): fc.Arbitrary<string> {
  const entries = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const attribute = ([name, value]: readonly [string, string]) => {
    const kebab = `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const escaped = value.replace(/[&"'<>]/g, (mark) => entities[mark] ?? mark);
    const forms = [`${kebab}="${escaped}"`, `${kebab.toUpperCase()} = '${escaped}'`];
    return fc.constantFrom(...forms, ...(/^[\w.:/-]+$/.test(value) ? [`${kebab}=${value} `] : []));
  };
  return fc
    .shuffledSubarray(entries, { minLength: entries.length })
    .chain((shuffled) => fc.tuple(fc.constant('src="c.js"'), ...shuffled.map(attribute)))
    .map((all) => `<script ${all.join(" ")}></script>`);
}

function expected(given: Settings) {
  return {
    kind: "complete",
    address: {
      threadId: given.commentSectionId,
      siteName: given.siteName,
      serverName: given.serverName,
      serverUrl: given.defaultHomeserverUrl?.replace(/\/+$/, ""),
    },
  };
}

describe("a widget", () => {
  it("is read from a call as it was written, however that was", () => {
    const written = settings.chain((given) =>
      fc.tuple(fc.constant(given), objectLiteral(given), fc.constantFrom(...frames)),
    );
    fc.assert(
      fc.property(written, ([given, object, frame]) => {
        const html = `<p>x</p>\n<script>${frame(object)}</script>`;
        expect(readWidgets(html)).toMatchObject([expected(given)]);
      }),
      { numRuns: 1000 },
    );
  });

  it("is read from a script tag as it was written, however that was", () => {
    const written = settings.chain((given) => fc.tuple(fc.constant(given), attributes(given)));
    fc.assert(
      fc.property(written, ([given, tag]) => {
        expect(readWidgets(`<p>${tag}`)).toMatchObject([expected(given)]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("arbitrary HTML", () => {
  const pieces = [
    "<script>",
    "</script>",
    "<script src=a.js data-comment-section-id=",
    "<template>",
    "</template>",
    "<!--",
    "-->",
    "<textarea>",
    'type="module"',
    "initComments(",
    "initComments({commentSectionId:",
    "window.",
    "=",
    "{",
    "}",
    ")",
    "`",
    "${",
    '"x"',
    "'",
    "...",
    "=>",
    "const a",
    "a+a",
    ";",
    "\n",
    "&#34;",
    ' onload="',
    ".dataset.commentSectionId=",
  ];
  const html = fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 })), { maxLength: 40 })
    .map((all) => all.join(""));

  it("is read without an error, and each widget has a place in it", () => {
    fc.assert(
      fc.property(html, (page) => {
        for (const found of readWidgets(page, { scriptOf: () => page })) {
          expect(found.offset).toBeGreaterThanOrEqual(0);
          expect(found.offset).toBeLessThan(page.length);
          expect(found.address.threadId === undefined).toBe(found.kind === "unreadable");
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ["deep parentheses", `${"(".repeat(50_000)}initComments({commentSectionId:"x"})`],
    [
      "deep objects",
      `initComments({commentSectionId:"x",a:${"{a:".repeat(20_000)}1${"}".repeat(20_001)})`,
    ],
    ["a long sum", `initComments({commentSectionId:${'"x"+'.repeat(50_000)}"x"})`],
    [
      "sums that double",
      `var a0="x";${Array.from({ length: 60 }, (_, n) => `var a${n + 1}=a${n}+a${n};`).join("")}initComments({commentSectionId:a60})`,
    ],
    ["many calls", "initComments({commentSectionId:location.hash});".repeat(5_000)],
    ["many slashes", `initComments({defaultHomeserverUrl:"${"/".repeat(200_000)}x"})`],
  ])("is read in the end: %s", (_, code) => {
    const found = readWidgets(`<script>${code}</script>`);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(["unreadable"]));
  });

  it.each(["<script", "<script ", "<script>", "<template>", "<!--", "<script data-a=", "<b onx="])(
    "is read in the end: very many %s",
    (piece) => {
      expect(readWidgets(`initComments${piece.repeat(50_000)}`)).toEqual([]);
    },
  );
});
