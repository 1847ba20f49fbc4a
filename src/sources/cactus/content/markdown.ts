import sanitize from "sanitize-html";
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
  return (
    text
      .replace(/[\\`*_[\]~|]/g, "\\$&")
      // Of these a colon begins the second line of a table.
      .replace(/^(\s*)([#+=>-]|:(?=-))/, "$1\\$2")
      // A link may follow, which it would make a picture.
      .replace(/!$/, "\\!")
      .replace(/^(\s*\d+)([.)])/, "$1\\$2")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
  );
}

service.escape = escapeMarkdown;
service.addRule("without signs in Markdown", {
  filter: ["u", "sup", "sub", "table", "details"],
  replacement: (_, node) => {
    const html = "outerHTML" in node ? htmlWithinMarkdown(node.outerHTML) : "";
    return node.isBlock ? `\n\n${html}\n\n` : html;
  },
});
service.addRule("struck", {
  filter: ["s", "del"],
  replacement: (content) => `~~${content}~~`,
});
service.addRule("picture", {
  filter: "img",
  replacement: (_, node) => {
    const { alt = "", src = "" } = attributesOf(node, ["alt", "src"]);
    return `![${escapeMarkdown(alt.replace(/\s+/g, " "))}](${destination(src)})`;
  },
});
service.addRule("link", {
  filter: (node) => node.nodeName === "A" && node.hasAttribute("href"),
  replacement: (content, node) => {
    const { href = "" } = attributesOf(node, ["href"]);
    return `[${content.trim()}](${destination(href)})`;
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

/**
 * Safe HTML in which Markdown finds no sign of its own: it reads the text between inline tags, and
 * what follows a blank line in a block of HTML.
 * Source: CommonMark 0.31.2, 4.6 "HTML blocks", 6.6 "Raw HTML"
 */
function htmlWithinMarkdown(html: string): string {
  return sanitize(html, {
    allowedTags: false,
    allowedAttributes: false,
    textFilter: (text) => text.replace(/[!()*[\\\]_`|~]/g, (sign) => `&#${sign.charCodeAt(0)};`),
  }).replace(/\r\n|[\r\n]/g, "&#10;");
}

/** An address as Markdown reads it in a link. Source: CommonMark 0.31.2, 6.3 "Links" */
function destination(address: string): string {
  return address
    .replace(/[\s<>`"\\]/g, encodeURIComponent)
    .replace(/[()]/g, "\\$&")
    .replaceAll("&", "&amp;");
}

function attributesOf(node: Turndown.Node, names: readonly string[]): Record<string, string> {
  if (!("getAttribute" in node)) return {};
  return Object.fromEntries(names.map((name) => [name, node.getAttribute(name) ?? ""]));
}
