import MarkdownIt from "markdown-it";

/**
 * The HTML of a comment's Markdown, as an archive has it too. A reader's HTML is text. Moved comments
 * have HTML where Markdown has no sign, which the migration has made safe.
 */
export function renderedMarkdown(markdown: string, writer: "migration" | "reader"): string {
  return renderers[writer].render(markdown).trim();
}

const renderers = {
  migration: renderer({ html: true }),
  reader: renderer({ html: false }),
} as const;

/** Links lead to http, https, mailto and the site itself, and lend their targets nothing. */
function renderer({ html }: { readonly html: boolean }) {
  const markdownIt = new MarkdownIt({ html, linkify: true, breaks: true });
  markdownIt.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  markdownIt.validateLink = (address) => /^(https?:\/\/|mailto:|\/(?!\/))/i.test(address.trim());
  markdownIt.renderer.rules["link_open"] = (tokens, index, options, _, self) => {
    tokens[index]?.attrSet("rel", "nofollow noopener ugc");
    return self.renderToken(tokens, index, options);
  };
  return markdownIt;
}
