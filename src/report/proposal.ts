import { plural } from "../domain/plural.ts";
import { inertMarkdown } from "./inert-markdown.ts";
import { renderMarkdown } from "./markdown.ts";
import { table } from "./markdown-table.ts";
import { partOf, partSettings } from "./part.ts";
import { quietMarkdown } from "./quiet-markdown.ts";
import type { ArchiveReport, PagesReport, Report } from "./report.ts";
import type { HostWords } from "./sections.ts";

/** What the pull request changes. */
interface ProposedChange {
  /** Shortcodes that are replaced by a new one, and those that are removed. */
  readonly replaced: number;
  readonly removed: number;
  /** Places that go on showing the old comments. */
  readonly kept: number;
  /** Files with shortcodes, from the root of the repository, with `/`. */
  readonly files: readonly string[];
  /** Numbers of files of the archive. */
  readonly archive: { readonly written: number; readonly removed: number };
  /** Number of copied pictures and files. */
  readonly media: number;
  /** The address at which the run can be looked at. */
  readonly runAddress?: string | undefined;
}

const maxFiles = 200;

/**
 * Title and text of the pull request that replaces the old shortcodes.
 * @param report with the findings about the replacement
 * @param maxLength most characters of the text
 */
export function renderProposal(
  change: ProposedChange,
  report: PagesReport,
  maxLength: number,
): { readonly title: string; readonly body: string } {
  const { files } = change;
  const intro = [introOf(change), numbersOf(change, report), ...runOf(change)].join("\n\n");
  const rows = files.slice(0, maxFiles).map((file) => `- ${inertMarkdown(file)}`);
  const rest = files.length > maxFiles ? `\n- … and ${files.length - maxFiles} more` : "";
  const list = `<details><summary>Files</summary>\n\n${rows.join("\n")}${rest}\n\n</details>`;
  const words = { next: stepsAfterProposal(change, report), hidesConversations: true } as const;
  const beginnings = [...(files.length === 0 ? [] : [[intro, list]]), [intro]];
  const bodies = beginnings.map((parts) => withReport(parts, report, words, maxLength));
  const body = bodies.find((one) => one.length <= maxLength) ?? quietMarkdown(intro);
  return { title: titleOf(change), body };
}

/**
 * Title and text of the pull request that brings an archive up to date.
 * @param maxLength most characters of the text
 */
export function renderArchiveProposal(
  { archive, runAddress }: Pick<ProposedChange, "archive" | "runAddress">,
  report: ArchiveReport,
  maxLength: number,
): { readonly title: string; readonly body: string } {
  const change = {
    ...{ replaced: 0, removed: 0, kept: 0, files: [], media: 0 },
    ...{ archive, runAddress },
  };
  const parts = [introOf(change), ...runOf(change)];
  const words = { next: ["Merge it, and the site shows what readers see in the database."] };
  const body = withReport(parts, report, words, maxLength);
  return {
    title: titleOf(change),
    body: body.length <= maxLength ? body : quietMarkdown(introOf(change)),
  };
}

/** Paragraphs, and below them so much of the report as there is room for. */
function withReport(
  parts: readonly string[],
  report: Report,
  words: HostWords,
  maxLength: number,
): string {
  const left = maxLength - Buffer.byteLength(quietMarkdown(parts.join("\n\n"))) - "\n\n".length;
  // A character reference of five may become 13 characters when it is made quiet.
  const maxBytes = Math.floor((left * 5) / 13);
  return quietMarkdown([...parts, renderMarkdown(report, { ...words, maxBytes })].join("\n\n"));
}

function titleOf({ files, archive, media }: ProposedChange): string {
  if (files.length > 0) return `Show the moved comments in ${plural(files.length, "file")}`;
  const archived = archive.written + archive.removed;
  return archived > 0
    ? `Update the comment archive in ${plural(archived, "file")}`
    : `Add ${plural(media, "picture or file", "pictures and files")} of the moved comments`;
}

function introOf({ replaced, removed, files, archive, media }: ProposedChange): string {
  if (files.length === 0) {
    const what = [
      ...(archive.written + archive.removed > 0
        ? ["brings the archive of the comments up to date"]
        : []),
      ...(media > 0 ? ["adds pictures and files of the comments"] : []),
    ];
    return `This ${what.join(" and ")}. It changes no page.`;
  }
  const more = removed === 0 ? "" : `, and removes ${removed} more from the same pages`;
  return `This replaces ${plural(replaced, "shortcode")} of the old comment system in ${plural(files.length, "file")}${more}: the comments of these pages are all in the new database. The site needs the new shortcode before you merge it; look at a few pages as Hugo builds them from this branch.`;
}

function numbersOf(change: ProposedChange, { pages, comments }: PagesReport): string {
  const { replaced, removed, kept, files, archive, media } = change;
  const number = (value: number) => value.toLocaleString("en-US");
  const withRemoved = (written: number, gone: number) =>
    gone === 0 ? number(written) : `${number(written)}, and ${number(gone)} removed`;
  const rows = [
    ["Pages with all their comments moved", `${number(pages.completed)} of ${number(pages.total)}`],
    ["Comments moved", number(comments.imported)],
    ["Old shortcodes replaced", withRemoved(replaced, removed)],
    ["Content files changed", number(files.length)],
    ...(archive.written + archive.removed === 0
      ? []
      : [["Archive files written", withRemoved(archive.written, archive.removed)]]),
    ...(media === 0 ? [] : [["Pictures and files added", number(media)]]),
    [
      "Places that keep the old comments",
      kept === 0 ? "0" : `${number(kept)}; the reasons are below`,
    ],
  ];
  return table(["In this pull request", "Number"], rows);
}

function runOf({ runAddress }: ProposedChange): readonly string[] {
  return runAddress === undefined
    ? []
    : [`Made by [this run](${encodeURI(runAddress)}), which has the whole report.`];
}

function stepsAfterProposal(
  { files }: ProposedChange,
  { pages, part: asked }: PagesReport,
): readonly string[] {
  const open = pages.total - pages.completed;
  const part = partOf({ part: asked });
  return [
    ...(files.length === 0
      ? []
      : ["Look at a few of the pages as Hugo builds them from this branch."]),
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
