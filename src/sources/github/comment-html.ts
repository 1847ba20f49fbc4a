import { Parser } from "htmlparser2";
import type { Comment } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import { commentTexts } from "../html/comment-texts.ts";
import { escapeHtml } from "../html/html-text.ts";
import type { ShownFiles } from "../html/safe-html.ts";

/**
 * What a comment's `bodyHTML` says, by the format of the target; undefined where it shows nothing.
 * Pictures have their own addresses again, and videos are links.
 */
export function readCommentHtml(
  html: string,
  format: ContentFormat,
  files?: ShownFiles,
): Pick<Comment, "body" | "formatted"> | undefined {
  const own = withLinkedVideos(withOwnPictures(withLastingAddresses(html)));
  const plain = withoutAnchors(withCodeLanguages(own));
  return commentTexts(format === "text" ? withoutMentionLinks(plain) : plain, format, { files });
}

/**
 * What was dropped into a comment is shown with a key that is good for five minutes, and another one each
 * time. Its own address leads there with a new key.
 */
function withLastingAddresses(html: string): string {
  return html.replace(
    /https:\/\/private-user-images\.githubusercontent\.com\/\d+\/\d+-([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.\w+\?[^"\s<]*/g,
    "https://github.com/user-attachments/assets/$1",
  );
}

/**
 * Pictures from elsewhere go through a proxy, which is for GitHub's own pages.
 * Source: https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-anonymized-urls
 */
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

function withLinkedVideos(html: string): string {
  return html.replace(
    /<video\b[^>]*?\ssrc="([^"]*)"[^>]*>(?:\s*<\/video>)?/g,
    (_, address: string) => `<br><a href="${address}">${address}</a>`,
  );
}

/**
 * GitHub says the language of a listing around it (`highlight-source-js`, `highlight-text-html-basic`), and
 * colours its words by elements, which comment systems do by themselves.
 */
function withCodeLanguages(html: string): string {
  return html.replace(
    /<div class="highlight highlight-(?:source|text)-([\w+#-]+)[^"]*"(?:[^">]|"[^"]*")*>\s*<pre[^>]*>([\s\S]*?)<\/pre>/g,
    (_, language: string, code: string) => {
      const words = code.replace(/<[^>]*>/g, "");
      return `<div><pre><code class="language-${language.replace(/-basic$/, "")}">${words}</code></pre>`;
    },
  );
}

/** Links of headings to themselves; the words of a heading are among their attributes. */
function withoutAnchors(html: string): string {
  return html.replace(
    /<a\b(?:[^">]|"[^"]*")*?\sclass="anchor"(?:[^">]|"[^"]*")*>[\s\S]*?<\/a>/g,
    "",
  );
}

/** As text, the address of everybody's page at GitHub would be behind each name. */
function withoutMentionLinks(html: string): string {
  return html.replace(
    /<a\b[^>]*\sclass="(?:user|team)-mention\b[^"]*"[^>]*>([\s\S]*?)<\/a>/g,
    "$1",
  );
}
