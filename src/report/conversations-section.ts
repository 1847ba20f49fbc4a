import { plural } from "../domain/plural.ts";
import { type Block, paragraph, type Section } from "./blocks.ts";
import type { Report, ReportedConversation } from "./report.ts";

/** A few conversations as readers see them after the move; undefined where none was moved. */
export function conversationsSection({ conversations = [], mode }: Report): Section | undefined {
  const [first, ...others] = conversations;
  if (first === undefined) return undefined;
  const isTrial = mode === "dry-run";
  const words = isTrial
    ? "As the new comment system would show them, read back from the copy in memory into which this dry run imported them."
    : "As the new comment system has them, read back from the database.";
  return {
    title: isTrial ? "How readers would see it" : "How readers see it",
    blocks: [
      paragraph(words),
      ...blocksOf(first),
      ...(others.length === 0
        ? []
        : [
            {
              kind: "details",
              title: `${plural(others.length, "more conversation")}`,
              blocks: others.flatMap(blocksOf),
            } as const,
          ]),
    ],
  };
}

function blocksOf({ pageId, title, comments, shown }: ReportedConversation): readonly Block[] {
  return [
    { kind: "heading", text: title === "" ? pageId : `${title}, ${pageId}` },
    { kind: "conversation", comments: shown, more: comments - shown.length },
  ];
}
