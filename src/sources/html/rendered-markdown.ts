import MarkdownIt from "markdown-it";

/** How a comment system shows Markdown. */
interface MarkdownRules {
  /** Whether HTML among it is shown as such; as text otherwise. */
  readonly html: boolean;
  /** Whether each end of a line is one for readers. */
  readonly breaks: boolean;
}

/** What makes HTML of Markdown by the rules; it is not safe to show yet. Bare addresses become links. */
export function markdownRenderer(rules: MarkdownRules): (markdown: string) => string {
  const markdownIt = new MarkdownIt({ ...rules, linkify: true });
  markdownIt.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  // Without the line end behind it, which texts of HTML keep.
  const lineBreak = () => "<br>";
  markdownIt.renderer.rules["hardbreak"] = lineBreak;
  if (rules.breaks) markdownIt.renderer.rules["softbreak"] = lineBreak;
  return (markdown) => markdownIt.render(markdown);
}
