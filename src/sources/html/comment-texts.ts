import type { Comment } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import { withAddressesMoved } from "./bare-addresses.ts";
import { hasFormatting, isBlank } from "./formatting.ts";
import { escapeHtml, textOfHtml } from "./html-text.ts";
import { markdownOf } from "./markdown.ts";
import { type ShownFiles, safeHtml } from "./safe-html.ts";

/** Pictures stay where they are, behind links: nobody keeps them with the comments. */
export const nothingKept: ShownFiles = { download: () => undefined, picture: () => undefined };

/** What is known about a comment's HTML. */
interface TextsContext {
  /** Of the HTML when it is safe, whose attributes are in double quotation marks. */
  readonly change?: (safe: string) => string;
  /** What is kept elsewhere: pictures are shown from there, except in text, and links lead there. */
  readonly files?: ShownFiles | undefined;
}

/**
 * What a comment's HTML says, by the format of the target; undefined where it shows nothing. As text, a
 * link is followed by its address, unless that is what it shows.
 */
export function commentTexts(
  html: string,
  format: ContentFormat,
  { change = (safe) => safe, files = nothingKept }: TextsContext = {},
): Pick<Comment, "body" | "formatted"> | undefined {
  // A picture that is not shown becomes a link like those that were written, also by `change`.
  const picture = format === "text" ? nothingKept.picture : files.picture;
  const media = { picture, download: nothingKept.download };
  const safe = withLinksTo(files, change(safeHtml(html, { media }).trim()));
  if (isBlank(safe)) return undefined;
  if (format === "html") return { body: safe };
  if (format === "markdown") return { body: markdownOf(safe) };
  const body = textOfHtml(withAddresses(safe));
  if (body === "") return undefined;
  return hasFormatting(safe) ? { body, formatted: safe } : { body };
}

/** A link that shows its address shows the one that it leads to. */
function withLinksTo(files: ShownFiles, safe: string): string {
  if (files === nothingKept) return safe;
  return withAddressesMoved(safe, files.download).replace(
    /<a href="([^"]*)"([^>]*)>(?:([^<]*)(?=<\/a>))?/g,
    (link, href: string, attributes: string, shown = "") => {
      const address = files.download(href.replaceAll("&amp;", "&"));
      if (address === undefined) return link;
      const escaped = escapeHtml(address);
      const text = showsAddress(shown, href) ? escaped : shown;
      return `<a href="${escaped}"${attributes}>${text}`;
    },
  );
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
