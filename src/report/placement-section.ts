import { plural } from "../domain/plural.ts";
import { type Block, paragraph, type Section, type Text, table } from "./blocks.ts";
import type { Report, ReportedPlacement } from "./report.ts";

/** Conversations whose page is not known, most comments first; undefined where there are none. */
export function unplacedSection({ placement }: Report): Section | undefined {
  const unplaced = placement?.unplaced ?? [];
  if (unplaced.length === 0) return undefined;
  const comments = unplaced.reduce((sum, one) => sum + one.comments, 0);
  const rows = unplaced.map(({ from, title, comments: own, proposals }) => [
    from,
    title,
    own,
    { names: proposals.map(({ pageId, because }) => `${pageId} (${because})`) },
  ]);
  return {
    title: `Comments without a page (${comments.toLocaleString("en-US")})`,
    blocks: [
      paragraph(
        `The site has no page for ${plural(unplaced.length, "conversation")}, so that their comments are not moved. What is only alike is a proposal and moves nothing: look it over in comment-migration.urls.csv beside this report, and commit that file.`,
      ),
      table("Comments without a page", ["Address", "Title", "Comments", "Proposals"], rows),
    ],
  };
}

/** How each conversation found its page; undefined where that is not the question. */
export function placementSection({ placement }: Report): Section | undefined {
  if (placement === undefined) return undefined;
  const { matched, gone } = placement;
  const rows = matched.map(({ from, pageId, by, comments }) => [
    from,
    pageId,
    byWords[by],
    comments,
  ]);
  const [first, ...more]: readonly Block[] = [
    ...(gone.length === 0
      ? []
      : [
          table(
            "Without a page on purpose",
            ["Address", "Title", "Comments"],
            gone.map(({ from, title, comments }): readonly Text[] => [from, title, comments]),
          ),
        ]),
    ...(matched.length === 0
      ? []
      : [table("Matched", ["Address", "Page", "Found by", "Comments"], rows)]),
  ];
  if (first === undefined) return undefined;
  const count = matched.length.toLocaleString("en-US");
  return {
    title: `How conversations found their pages (${count})`,
    isDetail: true,
    blocks: [first, ...more],
  };
}

const byWords: Readonly<Record<ReportedPlacement["matched"][number]["by"], string>> = {
  address: "its address",
  alias: "a former address (alias)",
  identifier: "the widget’s identifier",
  table: "the table of addresses",
};
