import type { ArchivedFormat } from "../archive/archived-page.ts";
import type { ShownComment } from "../d1/shown/shown-comments.ts";
import { plainTextHtml } from "../domain/plain-text-html.ts";
import { archivedHtml } from "../sources/html/archived-html.ts";
import { textOfHtml } from "../targets/classic/text-of-html.ts";
import type { ArchivedForm } from "./archived-form.ts";

/** The comments of a page, with what they say in the one form that all of them are in. */
interface CommentsInOneForm {
  readonly format: ArchivedFormat;
  readonly comments: readonly ShownComment[];
}

/**
 * What readers see of a page's comments. A comment system that renders what its readers write holds its HTML
 * beside it: with any formatting on the page all of it is HTML, in which nothing runs or loads; without, text.
 */
export function inOneForm(
  comments: readonly ShownComment[],
  { format, contentOf }: ArchivedForm,
): CommentsInOneForm {
  // Whatever was only moved is like this, which spares the rest.
  if (comments.every(({ content, html }) => html === null || html === plainTextHtml(content))) {
    const written = comments.map((comment) => {
      const content = contentOf(comment.content, comment.isMoved ? "migration" : "reader");
      return { ...comment, content };
    });
    return { format, comments: written };
  }
  const rendered = comments.map((comment) => ({
    comment,
    html: safe(comment.html ?? plainTextHtml(comment.content)),
  }));
  const isAnyFormatted = rendered.some(({ html }) => isFormatted(html));
  return {
    format: isAnyFormatted ? "html" : "text",
    comments: rendered.map(({ comment, html }) => ({
      ...comment,
      content: isAnyFormatted ? html : shownText(html, comment.content),
    })),
  };
}

/** Pictures are links: those of moved comments are in no target whose own renderer makes the HTML. */
function safe(html: string): string {
  return archivedHtml(html, { contentFormat: "html", writer: "reader" });
}

function isFormatted(html: string): boolean {
  return /<(?!\/?(?:p|br)\b)/i.test(html);
}

/** The text as it was written where readers see just that, with all its blanks. */
function shownText(html: string, text: string): string {
  if (withoutBlanks(html) === withoutBlanks(safe(plainTextHtml(text)))) return text;
  return textOfHtml(html.replace(/(<br[^>]*>)\n/gi, "$1"));
}

function withoutBlanks(html: string): string {
  return html
    .replace(/\s+/g, " ")
    .replace(/> | </g, (sign) => sign.trim())
    .trim();
}
