import { Parser } from "htmlparser2";

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

const lines = new Set("p div h1 h2 h3 h4 h5 h6 li tr blockquote pre table ul ol br hr".split(" "));

/** What HTML shows, as plain text with a line for each block. */
export function textOfHtml(html: string): string {
  let text = "";
  const parser = new Parser({
    ontext: (part) => {
      text += part;
    },
    onclosetag: (name) => {
      if (lines.has(name)) text += "\n";
    },
  });
  parser.end(html);
  return text.replace(/\n{3,}/g, "\n\n").trim();
}
