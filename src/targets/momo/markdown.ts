import { markdownOf } from "../markdown/plain-text-markdown.ts";

/** Momo takes these away wherever they are, and nothing inside of angle brackets can be escaped. */
const script = /(?:javascript|vbscript):/i;

/**
 * Plain text as its author would have had to write it in Momo's editor: Momo shows it as it is whenever it
 * renders it anew, as after an edit in its dashboard, and takes nothing of it away.
 * Source: Momo 1.4, `worker/src/utils/markdown.ts` (marked with `gfm` and `breaks`, HTML escaped) and
 * `checkContent` in `worker/src/api/public/postComment.ts`
 */
export function momoMarkdownOf(text: string): string {
  return (
    markdownOf(text, script)
      .replace(/(javascript|vbscript):/gi, "$1\\:")
      .replace(/(\son\w+\s*)=/gi, "$1\\=")
      // What it takes out of the rendered HTML, where a backslash and a numeric entity are gone.
      .replace(
        /((?:\s|&#32;|&#9;)(?:href|src|action|formaction)\s*)\\?=(?=\s*(?:javascript|vbscript|data)\\?:)/gi,
        "$1&equals;",
      )
  );
}
