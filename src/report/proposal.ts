import { plural } from "../domain/plural.ts";
import { inertMarkdown } from "./inert-markdown.ts";
import { renderMarkdown } from "./markdown.ts";
import { partOf, partSettings } from "./part.ts";
import type { PagesReport } from "./report.ts";

/** What the pull request changes. */
interface ProposedChange {
  /** Shortcodes that are replaced by a new one, and those that are removed. */
  readonly replaced: number;
  readonly removed: number;
  /** From the root of the repository, with `/`. */
  readonly files: readonly string[];
}

/** Longest text that a pull request may have, in characters: GitHub refuses longer ones. */
const maxBody = 65_536;
const maxFiles = 200;

/** Title and text of the pull request that replaces the old shortcodes. */
export function renderProposal(
  { replaced, removed, files }: ProposedChange,
  report: PagesReport,
): { readonly title: string; readonly body: string } {
  const title = `Show the moved comments in ${plural(files.length, "file")}`;
  const more = removed === 0 ? "" : `, and removes ${removed} more from the same pages`;
  const intro = `This replaces ${plural(replaced, "shortcode")} of the old comment system in ${plural(files.length, "file")}${more}: the comments of these pages are all in the new database. The site needs the new shortcode before you merge it; look at a few pages as Hugo builds them from this branch.`;
  const rows = files.slice(0, maxFiles).map((file) => `- ${inertMarkdown(file)}`);
  const rest = files.length > maxFiles ? `\n- … and ${files.length - maxFiles} more` : "";
  const list = `<details><summary>Files</summary>\n\n${rows.join("\n")}${rest}\n\n</details>`;
  const words = { next: stepsAfterProposal(report), hidesConversations: true } as const;
  const texts = [[intro, list], [intro]].map((parts) => {
    const maxBytes = maxBody - Buffer.byteLength(parts.join("\n\n")) - "\n\n".length;
    return [...parts, renderMarkdown(report, { ...words, maxBytes })];
  });
  const bodies = texts.map((parts) => parts.join("\n\n"));
  return { title, body: bodies.find((body) => body.length <= maxBody) ?? intro };
}

function stepsAfterProposal({ pages, part: asked }: PagesReport): readonly string[] {
  const open = pages.total - pages.completed;
  const part = partOf({ part: asked });
  return [
    "Look at a few of the pages as Hugo builds them from this branch.",
    ...(open === 0
      ? []
      : [
          `${plural(open, "page is not complete and keeps its", "pages are not complete and keep their")} old comments: run the migration again, which updates this pull request.`,
        ]),
    ...(part === undefined
      ? []
      : [
          `${plural(part.others, "page was not asked for and keeps its", "pages were not asked for and keep their")} old comments: a run without ${partSettings(part)} moves them, and updates this pull request.`,
        ]),
    "Before merging, migrate and verify once more: readers may still be commenting.",
  ];
}
