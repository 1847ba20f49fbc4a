import { plural } from "../domain/plural.ts";
import { type Block, paragraph, type Section, type Text, table } from "./blocks.ts";
import type { KnownProblem, Report } from "./report.ts";

/** How the problems compare with those of the baseline; undefined where there is none to compare with. */
export function baselineSection({ baseline }: Report): Section | undefined {
  if (baseline === undefined || !baseline.isThere) return undefined;
  const { file, new: added, known, gone } = baseline;
  const words = (are: string, { errors, warnings }: typeof added) =>
    `${are}: ${plural(errors, "error")}, ${plural(warnings, "warning")}.`;
  return {
    title: "Compared with the baseline",
    blocks: [
      paragraph(`${words("New", added)} ${words(`Known from ${file}`, known)}`),
      ...goneBlocks(file, gone),
    ],
  };
}

function goneBlocks(file: string, gone: readonly KnownProblem[]): readonly Block[] {
  if (gone.length === 0) return [];
  const rows = gone.map(({ code, pageId, file: where, count }): readonly Text[] => [
    code,
    pageId ?? "",
    where ?? "",
    count,
  ]);
  const words =
    gone.length === 1
      ? `A known problem no longer occurs. Remove it from ${file}, so that the run fails if it comes back:`
      : `${gone.length} known problems no longer occur. Remove them from ${file}, so that the run fails if they come back:`;
  return [
    paragraph(words),
    table("No longer in the site", ["Problem", "Page", "File", "Times"], rows),
  ];
}
