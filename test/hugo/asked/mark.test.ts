import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Mark,
  markAt,
  markKey,
  newMarkToken,
  readMarks,
  withMarks,
} from "../../../src/hugo/asked/mark.ts";

const token = newMarkToken();

/** A call, what it prints itself, and the calls inside it. */
interface Printed {
  readonly mark: Mark;
  readonly text: string;
  readonly inner: readonly Printed[];
}

const text = fc.string({ maxLength: 8 }).map((one) => one.replaceAll("<!--", ""));
const place = fc.record({
  file: fc.string({ minLength: 1, unit: "grapheme" }),
  line: fc.integer({ min: 1, max: 5000 }),
  column: fc.integer({ min: 1, max: 500 }),
  path: fc.array(fc.nat({ max: 9 }), { maxLength: 4 }),
});
const { printed } = fc.letrec<{ readonly printed: Printed }>((tie) => ({
  printed: fc.record({
    mark: place,
    text,
    inner: fc.oneof(
      { maxDepth: 4, depthIdentifier: "calls", withCrossShrink: true },
      fc.constant([]),
      fc.array(tie("printed"), { maxLength: 3 }),
    ),
  }),
}));

/** What Hugo makes of a call: its template says its ordinals from the inside outwards. */
function asBuilt({ mark, text: own, inner }: Printed): string {
  const said = { ...mark, path: mark.path.toReversed() };
  const encoded = Buffer.from(JSON.stringify(said)).toString("base64");
  const between = inner.map((one) => `${asBuilt(one)}${own}`).join("");
  return `<!--${token} ${encoded}-->${own}${between}<!--/${token}-->`;
}

function marksOf({ mark, inner }: Printed): readonly Mark[] {
  return [mark, ...inner.flatMap(marksOf)];
}

describe("the marks of a built page", () => {
  it("are read back, outer ones first, however the calls are nested", () => {
    fc.assert(
      fc.property(fc.array(printed, { maxLength: 4 }), text, (all, around) => {
        const html = around + all.map((one) => asBuilt(one) + around).join("");
        expect(readMarks(html, token).ranges.map(({ mark }) => mark)).toEqual(all.flatMap(marksOf));
      }),
    );
  });

  it("hold what their call printed, inner calls included", () => {
    const inner = { mark: markOf(2), text: "in", inner: [] };
    const html = `a${asBuilt({ mark: markOf(1), text: "out", inner: [inner] })}b`;
    const page = readMarks(html, token);
    expect(page.html).toBe("aoutinoutb");
    expect(page.ranges.map(({ start, end }) => page.html.slice(start, end))).toEqual([
      "outinout",
      "in",
    ]);
  });

  it("tell of a place the innermost call that printed it", () => {
    const inner = { mark: markOf(2), text: "IN", inner: [] };
    const html = `before ${asBuilt({ mark: markOf(1), text: "OUT", inner: [inner] })} after`;
    const page = readMarks(html, token);
    const lineAt = (word: string) => markAt(page.ranges, page.html.lastIndexOf(word))?.line;
    expect([lineAt("before"), lineAt("OUT"), lineAt("IN"), lineAt("after")]).toEqual([
      undefined,
      1,
      2,
      undefined,
    ]);
  });

  it("reach to the end of the page where the end mark was cut off", () => {
    const html = asBuilt({ mark: markOf(1), text: "x", inner: [] }).replace(/<!--\/.*/, "");
    expect(readMarks(html, token).ranges).toMatchObject([
      { start: 0, end: Number.POSITIVE_INFINITY },
    ]);
  });

  it("are none in a page that only ends one", () => {
    expect(readMarks(`<p>x</p><!--/${token}-->`, token).ranges).toEqual([]);
  });

  it("are none of those that content imitates", () => {
    const imitated = asBuilt({ mark: markOf(1), text: "x", inner: [] });
    expect(readMarks(imitated, newMarkToken()).ranges).toEqual([]);
  });
});

describe("a marked template", () => {
  it("prints the same between the marks", () => {
    const marked = withMarks("<b>{{ .Get 0 }}</b>", token);
    const [before = "", after = ""] = marked.split("<b>{{ .Get 0 }}</b>");
    expect(before).toContain(`<!--${token} `);
    expect(after).toBe(`{{ "<!--/${token}-->" | safeHTML }}`);
  });

  it("keeps at its beginning what Hugo reads there only", () => {
    const head = '{{ $_hugo_config := `{ "version": 1 }` }}';
    expect(withMarks(`${head}\n<b>`, token).startsWith(head)).toBe(true);
  });
});

it("the key of a mark tells any two places apart", () => {
  fc.assert(
    fc.property(place, place, (one, other) => {
      const isSame = JSON.stringify(one) === JSON.stringify(other);
      expect(markKey(one) === markKey(other)).toBe(isSame);
    }),
  );
});

function markOf(line: number): Mark {
  return { file: "/a.md", line, column: 1, path: [] };
}
