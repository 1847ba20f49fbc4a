import { describe, expect, it } from "vitest";
import { markKey } from "../../../src/hugo/asked/mark.ts";
import { markKeysOf } from "../../../src/hugo/content/call-places.ts";
import { scanShortcodes } from "../../../src/shortcode/shortcode-lexer.ts";

const file = "/site/content/a.md";

/** The keys of a text's calls, in their order. */
function keysOf(source: string, bodyStart = 0): readonly string[] {
  const { calls } = scanShortcodes(source.slice(bodyStart));
  const keys = markKeysOf(file, { source, bodyStart }, calls);
  return calls.map((call) => keys.get(call) ?? "none");
}

function key(line: number, column: number, ...path: readonly number[]): string {
  return markKey({ file, line, column, path });
}

describe("the mark of a shortcode call", () => {
  it("has its line in the file, front matter included, and its column", () => {
    const frontMatter = "---\ntitle: A\n---\n";
    const source = `${frontMatter}Text.\n\n  {{< chat a >}}`;
    expect(keysOf(source, frontMatter.length)).toEqual([key(6, 3)]);
  });

  it("counts columns in bytes: characters before it may take several", () => {
    expect(keysOf("ü {{< chat a >}} 你 {{< chat b >}} 😀{{< chat c >}}")).toEqual([
      key(1, 4),
      key(1, 23),
      key(1, 42),
    ]);
  });

  it("has the column of a line that ends as Windows ends it", () => {
    expect(keysOf("a\r\n{{< chat a >}}\r\nb {{< chat b >}}")).toEqual([key(2, 1), key(3, 3)]);
  });

  it("inside other calls has the place of the outermost one, and its way inwards from there", () => {
    const source = [
      "{{< box >}}",
      "{{< chat a >}}",
      "{{< row >}}{{< chat b >}}{{< chat c >}}{{< /row >}}",
      "{{< chat d >}}",
      "{{< /box >}}",
      "{{< chat e >}}",
    ].join("\n");
    expect(keysOf(source)).toEqual([
      key(1, 1),
      key(1, 1, 0),
      key(1, 1, 1),
      key(1, 1, 1, 0),
      key(1, 1, 1, 1),
      key(1, 1, 2),
      key(6, 1),
    ]);
  });

  it("between the tags of calls that are closed by themselves is not inside them", () => {
    expect(keysOf("{{< a />}}{{< b >}}{{< c />}}")).toEqual([key(1, 1), key(1, 11), key(1, 20)]);
  });
});
