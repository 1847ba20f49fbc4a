import Turndown from "turndown";

const service = new Turndown({
  headingStyle: "atx",
  codeBlockStyle: "fenced",
  bulletListMarker: "-",
  emDelimiter: "*",
});

/**
 * Text within a line as Markdown that shows exactly it, tables and strikethrough of GFM included;
 * HTML, which Markdown lets through, stays text as well.
 * Source: CommonMark 0.31.2, 2.4 "Backslash escapes"
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]~|]/g, "\\$&")
    .replace(/^(\s*)([#+=>-])/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/, "$1\\$2")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;");
}

service.escape = escapeMarkdown;
// What Markdown has no signs for stays HTML.
service.keep(["u", "sup", "sub", "table", "details"]);
service.addRule("struck", {
  filter: ["s", "del"],
  replacement: (content) => `~~${content}~~`,
});
service.addRule("picture", {
  filter: "img",
  replacement: (_, node) => {
    const { alt = "", src = "" } = attributesOf(node, ["alt", "src"]);
    return `![${escapeMarkdown(alt.replace(/\s+/g, " "))}](${src})`;
  },
});

/** Plain text as Markdown that shows its lines as they are. */
export function markdownOfText(text: string): string {
  return text
    .split("\n")
    .map((line) => {
      const words = line.trim();
      // Four of them would begin a block of code.
      const indent = words === "" ? "" : "&nbsp;".repeat(line.length - line.trimStart().length);
      return indent + escapeMarkdown(words);
    })
    .join("  \n")
    .replace(/^ +$/gm, "");
}

/** Safe HTML as Markdown (CommonMark with `~~`). Source: https://spec.commonmark.org */
export function markdownOf(html: string): string {
  return service.turndown(html);
}

function attributesOf(node: Turndown.Node, names: readonly string[]): Record<string, string> {
  if (!("getAttribute" in node)) return {};
  return Object.fromEntries(names.map((name) => [name, node.getAttribute(name) ?? ""]));
}
