import MarkdownIt from "markdown-it";

// HTML in a comment is text; links lead to http, https, mailto and the site itself.
const markdownIt = new MarkdownIt({ html: false, linkify: true, breaks: true });
markdownIt.renderer.rules["link_open"] = (tokens, index, options, _, renderer) => {
  tokens[index]?.attrSet("rel", "nofollow noopener ugc");
  return renderer.renderToken(tokens, index, options);
};
markdownIt.validateLink = (address) => /^(https?:\/\/|mailto:|\/(?!\/))/i.test(address.trim());

/** The HTML of a comment's Markdown: harmless whatever it says. */
export function renderedMarkdown(markdown: string): string {
  return markdownIt.render(markdown).trim();
}
