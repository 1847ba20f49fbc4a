import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import MarkdownIt from "markdown-it";

const require = createRequire(import.meta.url);
const markdownIt = new MarkdownIt({ html: true, linkify: true });
// GitHub's <markdown-accessiblity-table> does so with tables that are too wide.
markdownIt.renderer.rules["table_open"] = () => '<table tabindex="0">';

/** A page that shows Markdown in GitHub's own style, as the summary of a job is shown. */
export function githubPage(markdown: string, title: string): string {
  const css = readFileSync(require.resolve("github-markdown-css/github-markdown.css"), "utf8");
  return `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${css} body { margin: 0 auto; max-width: 1000px; padding: 24px; }</style>
<body class="markdown-body"><main><h1>${title}</h1>${markdownIt.render(markdown)}</main></body></html>`;
}
