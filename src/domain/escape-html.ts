/**
 * Text escaped for HTML, in an element or in a quoted attribute.
 * Source: HTML Living Standard, 13.3 "Serializing HTML fragments", on escaping.
 */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
