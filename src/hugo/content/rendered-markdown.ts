import MarkdownIt from "markdown-it";

const safe = renderer(false);
const unsafe = renderer(true);

/**
 * Markdown as Hugo's own renderer makes HTML of it, as far as raw HTML and code go.
 * @param allowsHtml whether the site lets HTML in Markdown stand; Hugo drops it otherwise
 * Source: https://gohugo.io/configuration/markup/#rendererunsafe
 */
export function renderMarkdown(text: string, allowsHtml: boolean): string {
  return (allowsHtml ? unsafe : safe).render(text);
}

function renderer(allowsHtml: boolean) {
  const markdown = new MarkdownIt({ html: true, typographer: true });
  if (!allowsHtml) {
    markdown.renderer.rules["html_block"] = () => "";
    markdown.renderer.rules["html_inline"] = () => "";
  }
  return markdown;
}
