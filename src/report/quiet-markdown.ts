/**
 * Inert Markdown that also mentions nobody and refers to no issue: GitHub looks for both after Markdown
 * was read, in the text that character references have become. An empty comment parts that text, and
 * nobody copies it along.
 * Source: https://github.com/github/cmark-gfm/issues/181
 */
export function quietMarkdown(markdown: string): string {
  return markdown.replace(/\]\([^)\s]*\)|&#(?:35|58|64);|\bGH-(?=\d)/gi, (found) =>
    found.startsWith("]") ? found : `${found}<!-- -->`,
  );
}
