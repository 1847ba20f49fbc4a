import type { Comment } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import { withAddressesLinked } from "../html/bare-addresses.ts";
import { commentTexts } from "../html/comment-texts.ts";
import type { ShownFiles } from "../html/safe-html.ts";
import { withParagraphs } from "./paragraphs.ts";

/**
 * What a comment's `<wp:comment_content>` says, by the format of the target; undefined where it shows
 * nothing. It is HTML whose lines and bare addresses WordPress makes paragraphs and links of when it shows
 * them; quotation marks and smileys stay as they were written.
 * Source: WordPress, `wp-includes/default-filters.php` (`comment_text`).
 */
export function readContent(
  content: string,
  format: ContentFormat,
  files?: ShownFiles,
): Pick<Comment, "body" | "formatted"> | undefined {
  return commentTexts(content, format, {
    change: (safe) => withLinks(withParagraphs(safe)),
    files,
  });
}

/**
 * WordPress makes links of addresses that begin as such, and of mail addresses; not of every name with a
 * dot. Source: WordPress, `wp-includes/formatting.php` (`make_clickable`).
 */
function withLinks(safe: string): string {
  // Links that were there before have a `rel`.
  return withAddressesLinked(safe).replace(
    /<a href="([^"]*)">([^<]*)<\/a>/g,
    (_, href: string, shown: string) =>
      /^(?:[a-z]+:|www\.)|@/i.test(shown)
        ? `<a href="${href}" rel="nofollow noopener ugc">${shown}</a>`
        : shown,
  );
}
