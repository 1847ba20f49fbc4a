import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const theme = fileURLToPath(new URL("../examples/worker/hugo/", import.meta.url));
const partials = [
  "archive",
  "comment",
  "first",
  "id",
  "language",
  "part",
  "parts",
  "rich",
  "section",
  "style",
  "text",
  "thread",
  "words",
];
/** Without what only a Worker or a page in parts needs, and without the site's settings. */
const files = [
  "layouts/partials/d1-comments.html",
  ...partials.map((name) => `layouts/partials/d1-comments/${name}.html`),
  "assets/d1-comments/widget.css",
];

/** src/hugo/preview/archive-templates.ts: what renders an archive, as examples/worker/hugo has it. */
export function archiveTemplatesModule(): string {
  const entries = files.map((file) => {
    const text = readFileSync(join(theme, file), "utf8");
    const literal = text.replace(/[`\\]|\$\{/g, "\\$&");
    return `  [\n    "${file}",\n    \`${literal}\`,\n  ],\n`;
  });
  return `// Made of examples/worker/hugo by npm run document.

/** What renders an archive in a site, by path. */
export const archiveTemplates: ReadonlyMap<string, string> = new Map([
${entries.join("")}]);
`;
}
