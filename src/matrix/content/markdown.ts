import Turndown from "turndown";

const service = new Turndown({
  headingStyle: "atx",
  codeBlockStyle: "fenced",
  bulletListMarker: "-",
  emDelimiter: "*",
});
const escapeOfTurndown = service.escape.bind(service);

/** Plain text as Markdown that shows exactly it. */
export function escapeMarkdown(text: string): string {
  // Markdown lets HTML through, which Turndown leaves to its users.
  return escapeOfTurndown(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
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

/** Safe HTML as Markdown (CommonMark with `~~`). Source: https://spec.commonmark.org */
export function markdownOf(html: string): string {
  return service.turndown(html);
}

function attributesOf(node: Turndown.Node, names: readonly string[]): Record<string, string> {
  if (!("getAttribute" in node)) return {};
  return Object.fromEntries(names.map((name) => [name, node.getAttribute(name) ?? ""]));
}
