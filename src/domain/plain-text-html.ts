import { escapeHtml } from "./escape-html.ts";

/** Plain text as HTML that shows exactly that text: lines stay lines, empty lines divide paragraphs. */
export function plainTextHtml(text: string): string {
  const paragraphs = text
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== "");
  return paragraphs
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll("\n", "<br>\n")}</p>`)
    .join("\n");
}
