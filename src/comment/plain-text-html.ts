/**
 * Plain text as HTML that shows exactly that text: lines stay lines, empty lines divide paragraphs.
 * Source: HTML Living Standard, 13.3 "Serializing HTML fragments", on escaping.
 */
export function plainTextHtml(text: string): string {
  const paragraphs = text
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== "");
  return paragraphs.map((text) => `<p>${escaped(text).replaceAll("\n", "<br>\n")}</p>`).join("\n");
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
