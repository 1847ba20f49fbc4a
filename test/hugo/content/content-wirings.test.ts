import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentWirings } from "../../../src/hugo/content/content-wirings.ts";
import type { ContentFormat } from "../../../src/hugo/content/shown-content.ts";
import { clientHtml } from "../wirings/fixture-site.ts";

const templates = {
  shortcodes: new Set(["chat"]),
  hasTemplate: (name: string) => name !== "missing",
};

function read(text: string, allowsHtml = true, format: ContentFormat = "markdown") {
  return contentWirings({ text, format, allowsHtml }, templates, { file: "a.md", line: 10 });
}

describe("content says what may show comments", () => {
  it("calls of the site's shortcodes, with their lines", () => {
    const { calls, findings } = read("Text.\n\n{{< chat a >}}\n<b>x</b>\n{{% chat b %}}");
    expect(calls.map(({ call, location }) => [call.positional[0], location.line])).toEqual([
      ["a", 12],
      ["b", 14],
    ]);
    expect(findings).toEqual([]);
  });

  it("the client's own HTML, with its line", () => {
    const { own } = read(`Text.\n\n${clientHtml("'s'", "'own-id'")}`);
    expect(own.map(({ wiring, location }) => [wiring.sectionId, location.line])).toEqual([
      ["own-id", 16],
    ]);
  });

  it("but not what it only quotes", () => {
    const fenced = `\`\`\`html\n${clientHtml("'s'", "'x'")}\`\`\`\n\n{{</* chat y */>}}`;
    expect(read(fenced)).toMatchObject({ calls: [], own: [], findings: [] });
  });

  it("which shortcodes have no template, once each", () => {
    const text = "{{< missing 1 >}}{{< missing 2 >}}{{< other >}}{{< x.inline />}}";
    expect(read(text).withoutTemplate).toEqual(["missing"]);
  });

  it("that a comment's shortcode is not shown", () => {
    expect(read("<!-- {{< chat a >}} -->")).toMatchObject({
      calls: [],
      findings: [{ severity: "notice", code: "shortcode-not-shown", location: { line: 10 } }],
    });
  });

  it("that the client's HTML leaves its section to the browser", () => {
    expect(read(clientHtml("'s'", "location.href")).findings).toMatchObject([
      { severity: "warning", code: "unknown-section-id" },
    ]);
  });
});

describe("any content", () => {
  const piece = fc.constantFrom(
    ...["{{< chat a >}}", "{{% chat b %}}", "{{< chat >}}", "{{< /chat >}}", "{{< highlight x >}}"],
    ...["{{< /highlight >}}", "{{</* chat c */>}}", "<!--", "-->", "```\n", "`", "    ", "\n\n"],
    ...[
      "<script>",
      "</script>",
      "<div>",
      "</div>",
      "initComments({commentSectionId: 'd'})",
      "](",
      "|",
    ],
    ...["{{< x.inline >}}", "{{< /x.inline >}}", "text", "{{<", ">}}", "> ", "- "],
  );
  const format = fc.constantFrom<ContentFormat>("markdown", "html", "other");

  it("is read, and each call is either shown or said not to be, or hidden by design", () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 25 }),
        format,
        fc.boolean(),
        (pieces, kind, html) => {
          const { calls } = read(pieces.join(" "), html, kind);
          const starts = calls.map(({ call }) => call.start);
          expect(starts).toEqual(starts.toSorted((one, other) => one - other));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    "`",
    "[",
    "<!-- ",
    "*a ",
    "> ",
    "{{< chat >}}",
    "<b>",
    "{{< highlight x >}}",
    "![](",
    "\\",
  ])("comes to an end with 20,000 times %j", (text) => {
    expect(read(`${text.repeat(20_000)} <i> {{< chat a >}}`).withoutTemplate).toEqual([]);
  });
});
