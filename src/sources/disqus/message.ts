import type { Comment } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import { commentTexts } from "../html/comment-texts.ts";
import { escapeHtml } from "../html/html-text.ts";
import type { ShownFiles } from "../html/safe-html.ts";
import { isShortenedAddress } from "../html/shortened-address.ts";

/**
 * What a post's `<message>` says, by the format of the target; undefined where it shows nothing. Disqus
 * keeps pictures at addresses like any other: they are links. Addresses that it shortened or leads
 * through its own counter are whole again.
 */
export function readMessage(
  message: string,
  format: ContentFormat,
  files?: ShownFiles,
): Pick<Comment, "body" | "formatted"> | undefined {
  return commentTexts(message, format, { change: withOwnAddresses, files });
}

function withOwnAddresses(safe: string): string {
  return safe.replace(
    /<a href="([^"]*)"([^>]*)>([^<]*)<\/a>/g,
    (_, href: string, attributes: string, text: string) => {
      const address = escapeHtml(ownAddress(href.replaceAll("&amp;", "&")));
      const shown = isShortenedAddress(text, address) ? address : text;
      return `<a href="${address}"${attributes}>${shown}</a>`;
    },
  );
}

/**
 * Where a link leads by itself: Disqus's counter has the address as a parameter, with a colon and a hash at
 * its end.
 */
function ownAddress(href: string): string {
  if (!/^https?:\/\/disq\.us\/url\?/i.test(href)) return href;
  const target = new URL(href).searchParams.get("url")?.replace(/:[\w-]+$/, "") ?? "";
  return /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target).href : href;
}
