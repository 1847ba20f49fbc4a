import type { ArchivedFormat } from "../archive/archived-page.ts";
import type { ShownComment } from "../d1/shown/shown-comments.ts";
import { plainTextHtml } from "../domain/plain-text-html.ts";
import { archivedHtml } from "../sources/html/archived-html.ts";
import { textOfHtml } from "../targets/classic/text-of-html.ts";
import type { ArchivedForm } from "./archived-form.ts";

type Written = Pick<ShownComment, "content" | "html" | "isMoved">;

/** What the comments of a page say, in their order, and the one form that all of them are in. */
interface ShownContents {
  readonly format: ArchivedFormat;
  readonly contents: readonly string[];
}

/**
 * What readers see of a page's comments. A comment system that renders what its readers write holds its HTML
 * beside it: with any formatting on the page all of it is HTML, in which nothing runs or loads; without, text.
 */
export function shownContents(
  comments: readonly Written[],
  { format, contentOf }: Pick<ArchivedForm, "format" | "contentOf">,
): ShownContents {
  if (comments.every(({ html }) => html === null)) {
    const contents = comments.map(({ content, isMoved }) =>
      contentOf(content, isMoved ? "migration" : "reader"),
    );
    return { format, contents };
  }
  const rendered = comments.map(({ content, html }) => ({
    html: safe(html ?? plainTextHtml(content)),
    text: content,
  }));
  if (rendered.some(({ html }) => isFormatted(html))) {
    return { format: "html", contents: rendered.map(({ html }) => html) };
  }
  return { format: "text", contents: rendered.map(shownText) };
}

/** Pictures are links: those of moved comments are in no target whose own renderer makes the HTML. */
function safe(html: string): string {
  return archivedHtml(html, { contentFormat: "html", writer: "reader" });
}

function isFormatted(html: string): boolean {
  return /<(?!\/?(?:p|br)\b)/i.test(html);
}

/** The text as it was written where readers see just that, with all its blanks. */
function shownText({ html, text }: { readonly html: string; readonly text: string }): string {
  if (withoutBlanks(html) === withoutBlanks(safe(plainTextHtml(text)))) return text;
  return textOfHtml(html.replace(/(<br[^>]*>)\n/gi, "$1"));
}

function withoutBlanks(html: string): string {
  return html
    .replace(/\s+/g, " ")
    .replace(/> | </g, (sign) => sign.trim())
    .trim();
}
