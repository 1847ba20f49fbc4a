import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { textDigest } from "../../src/domain/text-digest.ts";
import { readContent } from "../../src/hugo/content/read-content.ts";
import { changeFile } from "../../src/replace/changed-file.ts";
import { type Replacement, replaceShortcodes } from "../../src/replace/replace-shortcodes.ts";
import { scanShortcodes } from "../../src/shortcode/shortcode-lexer.ts";
import { siteWidget } from "../hugo/scan-fixture.ts";
import { templateOf } from "../shortcode/template-of.ts";
import { contentBytes, contentFileBytes } from "./content-arbitrary.ts";

const utf8 = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");

/** The calls of `chat` in a file, each with what shall stand there. */
function replacementsFor(bytes: Uint8Array, by: (index: number) => string) {
  return scanShortcodes(utf8(bytes))
    .calls.filter(({ name }) => name === "chat")
    .map(({ start, outerEnd }, index) => ({ start, end: outerEnd, by: by(index) }));
}

/** The replacements that undo these. */
function inverse(text: string, done: readonly Replacement[]): readonly Replacement[] {
  let shift = 0;
  return done.map(({ start, end, by }) => {
    const place = { start: start + shift, end: start + shift + by.length };
    shift += by.length - (end - start);
    return { ...place, by: text.slice(start, end) };
  });
}

describe("replacing shortcodes", () => {
  it("touches no other byte, so that the file can be restored", () => {
    fc.assert(
      fc.property(contentBytes, (bytes) => {
        const done = replacementsFor(bytes, (index) => `{{< comments page="/ü/${index}/" >}}`);
        const after = replaceShortcodes(bytes, utf8(bytes), done);
        const restored = replaceShortcodes(after, utf8(after), inverse(utf8(bytes), done));
        expect(Buffer.from(restored).equals(bytes)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves all other shortcodes to Hugo as they were", () => {
    fc.assert(
      fc.property(contentBytes, (bytes) => {
        const others = (of: Uint8Array, except: string) =>
          scanShortcodes(utf8(of))
            .calls.filter(({ name }) => name !== except)
            .map(({ name, positional, named }) => [name, positional, [...named]]);
        const done = replacementsFor(bytes, () => "{{< comments >}}");
        const after = replaceShortcodes(bytes, utf8(bytes), done);
        expect(others(after, "comments")).toEqual(others(bytes, "chat"));
      }),
    );
  });
});

/** How many calls of `chat` a file holds, shown or not. */
function oldCalls(bytes: Uint8Array): number {
  return replacementsFor(bytes, () => "").length;
}

/** Where discovery sees calls of `chat` in a file. */
function discovered(bytes: Uint8Array, folder: string) {
  const path = join(folder, "a.md");
  writeFileSync(path, bytes);
  const { content } = readContent(path, "a.md", {
    shortcodes: new Set(["chat"]),
    widget: siteWidget,
  });
  const { calls = [], bodyStart = 0, digest = "" } = content ?? {};
  const places = calls.map(({ call }) => ({
    start: bodyStart + call.start,
    end: bodyStart + call.outerEnd,
  }));
  return { places, digest };
}

describe("a content file, as discovery reads it", () => {
  const folder = mkdtempSync(join(tmpdir(), "changed-file-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const template = templateOf("{{< comments page=[page] >}}");

  it("can be restored byte for byte, and is replaced once, whatever it holds", () => {
    let replaced = 0;
    fc.assert(
      fc.property(contentFileBytes, (bytes) => {
        const { places, digest } = discovered(bytes, folder);
        const text = utf8(bytes);
        for (const { start, end } of places) {
          expect(text.slice(start, end)).toMatch(/^\{\{[<%]\s*chat[\s\S]*[>%]\}\}$/);
        }
        const replacements = places.map((one, index) => {
          const pageId = `/ü/${index}/`;
          return { ...one, pageId, by: template.fill({ section: "a", page: pageId }) ?? "" };
        });
        const result = changeFile(bytes, { digest, replacements }, template);
        if (places.length === 0) return;
        expect(result?.replaced).toBe(places.length);
        replaced += places.length;
        const after = result?.after ?? bytes;
        expect(oldCalls(after)).toBe(oldCalls(bytes) - places.length);
        const undone = inverse(text, replacements);
        expect(Buffer.from(replaceShortcodes(after, utf8(after), undone)).equals(bytes)).toBe(true);
      }),
      { numRuns: 1500 },
    );
    expect(replaced).toBeGreaterThan(1000);
  });
});

describe("a file", () => {
  function replaced(text: string, template: string, pageIds: readonly string[]) {
    const parsed = templateOf(template);
    const bytes = Buffer.from(text);
    const replacements = replacementsFor(bytes, (index) => {
      return parsed.fill({ section: "a", page: pageIds[index] ?? "" }) ?? "";
    }).map((one, index) => ({ ...one, pageId: pageIds[index] ?? "" }));
    const result = changeFile(bytes, { digest: textDigest(text), replacements }, parsed);
    return result === undefined ? undefined : { ...result, text: utf8(result.after) };
  }

  it("shows a page's comments where its first section stood, and not again", () => {
    const result = replaced(
      "\uFEFFone {{< chat a >}}\r\ntwo {{< chat b >}}\r\nthree {{< chat c >}}\r\n",
      "{{< comments [page] >}}",
      ["/a/", "/a/", "/c/"],
    );
    expect(result?.text).toBe(
      '\uFEFFone {{< comments "/a/" >}}\r\ntwo \r\nthree {{< comments "/c/" >}}\r\n',
    );
    expect(result).toMatchObject({ replaced: 2, removed: 1 });
  });

  it("that was replaced before stays as it is, even if the new shortcode passes for an old one", () => {
    const template = "{{< chat id=x-[section] >}}";
    const once = replaced("{{< chat a >}}", template, ["/a/"]);
    expect(once?.text).toBe('{{< chat id="x-a" >}}');
    const twice = replaced(once?.text ?? "", template, ["/a/"]);
    expect(twice).toMatchObject({ text: once?.text, replaced: 0, removed: 0 });
  });

  it("that changed since it was scanned is not replaced", () => {
    const file = { digest: textDigest("{{< chat a >}}"), replacements: [] };
    const template = templateOf("{{< comments >}}");
    expect(changeFile(Buffer.from("{{< chat b >}}"), file, template)).toBeUndefined();
  });
});
