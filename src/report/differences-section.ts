import type { Difference, DifferenceCause, DifferenceKind } from "../domain/difference.ts";
import { type Section, type Text, table } from "./blocks.ts";
import type { Report } from "./report.ts";

/** Where the target differs from the source; undefined where it does not, or was not compared. */
export function differencesSection({ differences = [] }: Report): Section | undefined {
  if (differences.length === 0) return undefined;
  const title = "Differences";
  const head = ["Page", "Comment", "What", "Why", "At its source", "In the target"];
  const rows = differences.map((difference) => [
    difference.pageId,
    difference.comment,
    differenceWords(difference),
    causes[difference.cause],
    { quote: difference.expected ?? "" },
    { quote: difference.found ?? "" },
  ]);
  return { title, blocks: [table(title, head, rows)] };
}

function differenceWords({ kind, seenBy }: Difference): string {
  return `${words[kind]}${seenBy === "api" ? ", as readers see it" : ""}`;
}

const causes: Readonly<Record<DifferenceCause, Text>> = {
  source: { tone: "doubt", text: "changed at its source since" },
  target: { tone: "doubt", text: "changed in the target since" },
  wrong: { tone: "bad", text: "wrong" },
};

const words: Readonly<Record<DifferenceKind, string>> = {
  missing: "is not in the target",
  deleted: "was deleted since",
  removed: "is still there",
  "not-shown": "is not shown",
  duplicated: "is shown more than once",
  "not-in-ledger": "is not in the ledger",
  page: "is on another page",
  author: "has another author",
  text: "has another text",
  time: "has another time",
  parent: "answers another comment",
};
