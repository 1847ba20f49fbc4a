import type { Comment } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import { commentTexts } from "../html/comment-texts.ts";
import { isShortenedAddress } from "../html/shortened-address.ts";

/**
 * What a comment's HTML says, by the format of the target; undefined where it shows nothing. Addresses that
 * remark42 shortened are whole again, and code is without the spans that colour it: it makes no others.
 * Source: remark42, `backend/app/store/formatter.go` (shortenAutoLinks, GetMdExtensionsAndRenderer)
 */
export function readMessage(
  html: string,
  format: ContentFormat,
): Pick<Comment, "body" | "formatted"> | undefined {
  return commentTexts(html, format, { change: (safe) => withWholeAddresses(withoutSpans(safe)) });
}

function withoutSpans(safe: string): string {
  return safe.replace(/<\/?span\b[^>]*>/g, "");
}

function withWholeAddresses(safe: string): string {
  return safe.replace(
    /(<a href="([^"]*)"[^>]*>)([^<]*)(?=<\/a>)/g,
    (link: string, tag: string, address: string, text: string) =>
      isShortenedAddress(text, address) ? `${tag}${address}` : link,
  );
}
