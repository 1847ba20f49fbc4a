import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const theme = fileURLToPath(new URL("../examples/worker/hugo/", import.meta.url));
const files = [
  "layouts/partials/comments.html",
  "layouts/partials/comments/archive.html",
  "layouts/partials/comments/comment.html",
  "layouts/partials/comments/words.html",
  "assets/comments/widget.css",
];

/** src/hugo/preview/archive-templates.ts: what renders an archive, as examples/worker/hugo has it. */
export function archiveTemplatesModule(): string {
  const entries = files.map((file) => {
    const text = readFileSync(join(theme, file), "utf8");
    if (/[`\\]|\$\{/.test(text)) throw new Error(`${file} can't be written as a template literal`);
    return `  [\n    "${file}",\n    \`${text}\`,\n  ],\n`;
  });
  return `// Made of examples/worker/hugo by npm run document.

/** What renders an archive in a site, by path. */
export const archiveTemplates: ReadonlyMap<string, string> = new Map([
${entries.join("")}]);
`;
}
