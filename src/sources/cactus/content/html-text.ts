/** A text as HTML that shows exactly it, on as many lines. */
export function htmlOfText(text: string): string {
  return escapeHtml(text).replaceAll("\n", "<br />\n");
}

/** Source: HTML Living Standard, 13.3 "Serializing HTML fragments" (escaping a string). */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
