import type { Difference, DifferenceKind } from "../domain/difference.ts";
import { type Section, table } from "./blocks.ts";
import type { Report } from "./report.ts";

/** Where the target differs from the source; undefined where it does not, or was not compared. */
export function differencesSection({ differences = [] }: Report): Section | undefined {
  if (differences.length === 0) return undefined;
  const title = "Differences";
  const head = ["Page", "Comment", "What", "At its source", "In the target"];
  const rows = differences.map((difference) => [
    difference.pageId,
    difference.comment,
    differenceWords(difference),
    { quote: difference.expected ?? "" },
    { quote: difference.found ?? "" },
  ]);
  return { title, blocks: [table(title, head, rows)] };
}

function differenceWords({ kind, seenBy }: Difference): string {
  return `${words[kind]}${seenBy === "api" ? ", as readers see it" : ""}`;
}

const words: Readonly<Record<DifferenceKind, string>> = {
  missing: "was never imported",
  deleted: "was deleted since",
  "not-shown": "is not shown",
  duplicated: "is shown more than once",
  "not-in-ledger": "is not in the ledger",
  page: "is on another page",
  author: "has another author",
  text: "has another text",
  time: "has another time",
  parent: "answers another comment",
};
