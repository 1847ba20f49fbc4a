import sanitize from "sanitize-html";
import Turndown from "turndown";
import { addressesIn, withAddressesLinked } from "./bare-addresses.ts";
import { flattened, isWellNested } from "./flat-html.ts";

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
      // Of these a colon begins the second line of a table, and to Hugo a definition.
      .replace(/^(\s*)([#+=>-]|:(?=[\s-]|$))/, "$1\\$2")
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
    const isBlock = node.nodeName === "TABLE" || node.nodeName === "DETAILS";
    return isBlock ? `\n\n${html}\n\n` : html;
  },
});
for (const [tag, mark] of Object.entries({
  strong: "**",
  b: "**",
  em: "*",
  i: "*",
  s: "~~",
  del: "~~",
})) {
  service.addRule(`marked ${tag}`, {
    filter: (node) => node.nodeName === tag.toUpperCase(),
    replacement: (content, node) => {
      if (takesMarks(content, node)) return `${mark}${inOneBlock(content)}${mark}`;
      // A tag alone on its line would begin a block of HTML.
      return /^\s*$|\n/.test(content) ? content : `<${tag}>${content}</${tag}>`;
    },
  });
}
service.addRule("heading, which is one line", {
  filter: ["h1", "h2", "h3", "h4", "h5", "h6"],
  replacement: (content, node) => {
    const words = content
      .trim()
      .replace(/\s*\n\s*/g, " ")
      // Those at its end would be no part of it.
      .replace(/(?<![\\#])#+$/, (signs) => signs.replaceAll("#", "\\#"));
    return words === "" ? "" : `\n\n${"#".repeat(Number(node.nodeName[1]))} ${words}\n\n`;
  },
});
service.addRule("picture", {
  filter: "img",
  replacement: (_, node) => {
    const { alt = "", src = "" } = attributesOf(node, ["alt", "src"]);
    const shown = withoutBackslashes(escapeMarkdown(alt.replace(/\s+/g, " ")));
    return `![${shown}](${destination(src)})`;
  },
});
service.addRule("code in a link, whose signs are read before the link", {
  filter: (node) =>
    node.nodeName === "CODE" && node.closest("a") !== null && /[`[\]]/.test(node.textContent ?? ""),
  replacement: (_, node) => escapeMarkdown(node.textContent ?? ""),
});
service.addRule("code beside code, whose back quotes would be one", {
  filter: (node) => node.nodeName === "CODE" && node.previousSibling?.nodeName === "CODE",
  replacement: (_, node) => `<code>${escapeMarkdown(node.textContent ?? "")}</code>`,
});
service.addRule("link", {
  filter: (node) => node.nodeName === "A" && node.hasAttribute("href"),
  replacement: (content, node) => {
    const { href = "" } = attributesOf(node, ["href"]);
    return link(withoutBackslashes(inOneBlock(content.trim())), href);
  },
});

/** For the inside of brackets, in which marked overlooks a backslash before another bracket. */
function withoutBackslashes(markdown: string): string {
  const escapesAndCode = /`[^`]*`|\\([[\]\\`])/g;
  return markdown.replace(escapesAndCode, (part, sign?: string) =>
    sign === undefined ? part : entity(sign),
  );
}

/** Two breaks of a line would make an empty one, which ends the paragraph. */
function inOneBlock(markdown: string): string {
  return markdown.replace(/(?: *\n)+/g, "  \n");
}

/**
 * Whether marks around a content are read as such: a letter beside a mark that has another sign on its
 * other side, or marks beside marks, make text of them.
 * Source: CommonMark 0.31.2, 6.2 "Emphasis and strong emphasis"
 */
function takesMarks(content: string, node: Turndown.Node): boolean {
  const { previousSibling: before, nextSibling: after, parentNode: parent } = node;
  const isMarked = (other: { readonly nodeName: string } | null) =>
    other !== null && markedTags.test(other.nodeName);
  if (isMarked(before) || isMarked(after)) return false;
  if (
    isMarked(parent) &&
    (before !== null || after !== null || parent?.nodeName === node.nodeName)
  ) {
    return false;
  }
  const isWord = (text: string | null | undefined) => /[^\s\p{P}\p{S}]/u.test(text ?? "");
  const [first, last] = [content.at(0), content.at(-1)];
  if (/^\s|\s$/.test(content)) return false;
  return (
    (isWord(first) || !isWord(textBeside(node, "previousSibling").at(-1))) &&
    (isWord(last) || !isWord(textBeside(node, "nextSibling").at(0)))
  );
}

/** The closest text on a side of a node, within its block; empty for none. */
function textBeside(node: Turndown.Node, side: "previousSibling" | "nextSibling"): string {
  let at: Turndown.Node["parentNode"] = node;
  while (at !== null) {
    const next: Turndown.Node["parentNode"] = at[side];
    const text = next?.textContent ?? "";
    if (text !== "") return text;
    if (next === null && !inlineTags.test(at.parentNode?.nodeName ?? "")) return "";
    at = next ?? at.parentNode;
  }
  return "";
}

const inlineTags = /^(?:A|B|I|U|STRONG|EM|S|DEL|SUP|SUB|CODE|SPAN)$/;

const markedTags = /^(?:STRONG|B|EM|I|S|DEL)$/;

/** Plain text as Markdown that shows its lines as they are. */
export function markdownOfText(text: string): string {
  return text
    .split("\n")
    .map((line) => {
      const words = line.trim();
      // Four of them would begin a block of code.
      const indent = words === "" ? "" : "&nbsp;".repeat(line.length - line.trimStart().length);
      const parts = addressesIn(words).map(({ text, url }) =>
        url === undefined
          ? escapeMarkdown(text)
          : link(withoutBackslashes(escapeMarkdown(text)), url),
      );
      return indent + parts.join("");
    })
    .join("  \n")
    .replace(/^ +$/gm, "");
}

/**
 * Safe HTML as Markdown (CommonMark with `~~`); of elements that are nested as Markdown can't have them,
 * the text, the links and the pictures. Source: https://spec.commonmark.org
 */
export function markdownOf(html: string): string {
  return service.turndown(withAddressesLinked(isWellNested(html) ? html : flattened(html)));
}

/**
 * A link as every renderer reads it. In an address that stands by itself, a backslash would end what
 * some find as its link, and others would show it.
 * Source: CommonMark 0.31.2, 6.3 "Links"; GitHub Flavored Markdown 0.29, 6.9 "Autolinks (extension)"
 */
function link(text: string, url: string): string {
  return `[${text}](${destination(url)})`;
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
    // Safe HTML has none of those, and sanitize-html would print a warning.
    allowVulnerableTags: true,
    // Those of an address, because a renderer may make a link of it within a link.
    textFilter: (text) => text.replace(/[!()*[\\\]_`|~:/@.]/g, entity),
  })
    .replace(/\r\n|[\r\n]/g, "&#10;")
    .replace(/<[^>]*>/g, (tag) => tag.replace(/[`[\]\\]/g, entity));
}

function entity(sign: string): string {
  return `&#${sign.charCodeAt(0)};`;
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
