import { Parser } from "htmlparser2";
import type { Comment } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import { commentTexts } from "../html/comment-texts.ts";
import { escapeHtml } from "../html/html-text.ts";

/**
 * What a comment's `bodyHTML` says, by the format of the target; undefined where it shows nothing.
 * Pictures have their own addresses again, in place of GitHub's proxy, which needs GitHub's pages.
 * Source: https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-anonymized-urls
 */
export function readCommentHtml(
  html: string,
  format: ContentFormat,
): Pick<Comment, "body" | "formatted"> | undefined {
  return commentTexts(withCodeLanguages(withOwnPictures(html)), format);
}

function withOwnPictures(html: string): string {
  if (!html.includes("data-canonical-src")) return html;
  const own = new Map<string, string>();
  const parser = new Parser({
    onopentag(name, { src, "data-canonical-src": address }) {
      if (name === "img" && src && address) own.set(escapeHtml(src), escapeHtml(address));
    },
  });
  parser.end(html);
  return html.replace(/(\s(?:src|href)=")([^"]*)"/g, (given, start: string, address: string) => {
    const found = own.get(address);
    return found === undefined ? given : `${start}${found}"`;
  });
}

/** GitHub says the language of a listing around it: `highlight-source-js`, `highlight-text-html-basic`. */
function withCodeLanguages(html: string): string {
  return html.replace(
    /<div class="highlight highlight-(?:source|text)-([\w+#-]+)[^"]*"[^>]*>\s*<pre[^>]*>([\s\S]*?)<\/pre>/g,
    (_, language: string, code: string) =>
      `<div><pre><code class="language-${language.replace(/-basic$/, "")}">${code}</code></pre>`,
  );
}
