import type { ContentFormat } from "../env.ts";
import { isVisible, withoutUnseen } from "./author-name.ts";

const longestContent = 10_000;
const mostBlankLines = 1;

/** A reader's text as it is kept: line ends in one form, and no more than a blank line at once. */
export function keptText(content: string): string {
  return withoutUnseen(content.replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n"))
    .replaceAll(/(?<=\n)[^\S\n]+(?=\n)/g, "")
    .replaceAll(/\n{3,}/g, "\n".repeat(mostBlankLines + 1))
    .replace(/^\n+/, "")
    .trimEnd();
}

/** What is wrong with a text as it is kept; undefined for a good one. */
export function faultOfText(content: string): "no-content" | "content-too-long" | undefined {
  if (!isVisible(content)) return "no-content";
  return content.length > longestContent ? "content-too-long" : undefined;
}

/** A reader's text as the database has it. */
export function storedContent(content: string, format: ContentFormat): string {
  switch (format) {
    case "text":
      return content;
    case "markdown":
      // A picture would tell its server who reads the page.
      return content.replaceAll("![", "!\\[");
    case "html":
      return content
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll("\n", "<br>");
  }
}
