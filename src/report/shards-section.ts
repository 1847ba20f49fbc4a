import { plural } from "../domain/plural.ts";
import { type Section, type Text, table } from "./blocks.ts";
import type { Report, Verdict } from "./report.ts";
import { toneOfVerdict } from "./verdict-mark.ts";

/** The shards that a report is put together from; undefined where it is of one run. */
export function shardsSection({ shards }: Report): Section | undefined {
  if (shards === undefined) return undefined;
  const head = ["Shard", "State", "Pages", "Completed", "Failed", "Remaining", "Checkpoint"];
  const rows = shards.map(({ number, of, verdict, pages, checkpoint }) => [
    `${number}/${of}`,
    stateOf(verdict),
    pages?.total ?? "",
    pages?.completed ?? "",
    pages?.failed ?? "",
    pages?.remaining ?? "",
    checkpoint === null
      ? "none"
      : `${checkpoint.status}, ${plural(checkpoint.completedPages, "page")}`,
  ]);
  return {
    title: `All shards (${shards.length})`,
    isDetail: true,
    blocks: [table("Shards", head, rows)],
  };
}

function stateOf(verdict: Verdict | null): Text {
  return verdict === null
    ? { tone: "doubt", text: "no report" }
    : { tone: toneOfVerdict[verdict], text: verdict };
}
