import type { Comment } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import { hasFormatting, isBlank } from "./formatting.ts";
import { textOfHtml } from "./html-text.ts";
import { markdownOf } from "./markdown.ts";
import { safeHtml } from "./safe-html.ts";

/** Pictures stay where they are, behind links: nobody keeps them with the comments. */
const media = { download: () => undefined, picture: () => undefined };

/**
 * What a comment's HTML says, by the format of the target; undefined where it shows nothing. As text, a
 * link is followed by its address, unless that is what it shows.
 * @param change of the HTML when it is safe, whose attributes are in double quotation marks
 */
export function commentTexts(
  html: string,
  format: ContentFormat,
  change: (safe: string) => string = (safe) => safe,
): Pick<Comment, "body" | "formatted"> | undefined {
  const safe = change(safeHtml(html, { media }).trim());
  if (isBlank(safe)) return undefined;
  if (format === "html") return { body: safe };
  if (format === "markdown") return { body: markdownOf(safe) };
  const body = textOfHtml(withAddresses(safe));
  if (body === "") return undefined;
  return hasFormatting(safe) ? { body, formatted: safe } : { body };
}

function withAddresses(safe: string): string {
  return safe.replace(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs, (link, href: string, shown: string) =>
    showsAddress(shown, href) ? link : `${link} (${href})`,
  );
}

function showsAddress(shown: string, href: string): boolean {
  return plainAddress(shown.replace(/<[^>]*>/g, "")) === plainAddress(href);
}

function plainAddress(address: string): string {
  return address
    .trim()
    .replace(/^(?:https?:\/\/|mailto:)/i, "")
    .replace(/\/$/, "");
}
