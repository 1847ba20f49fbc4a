import { plural } from "../domain/plural.ts";
import type { PlannedShard } from "../shard/plan-shards.ts";
import { shardName } from "../shard/shard.ts";
import { inertMarkdown as inert } from "./inert-markdown.ts";

/** A plan as GitHub Flavored Markdown for a job summary. It lists at most 256 shards. */
export function renderPlan(shards: readonly PlannedShard[]): string {
  const pages = shards.reduce((sum, shard) => sum + shard.pages, 0);
  const comments = shards.reduce((sum, shard) => sum + shard.comments, 0);
  const rows = shards.map(
    (shard) =>
      `| ${shardName(shard)} | ${shard.pages} | ${shard.comments} | ${inert(shard.range[0])} |`,
  );
  return [
    `## 🗂️ ${plural(pages, "page")} in ${plural(shards.length, "shard")}`,
    `About ${plural(comments, "comment")} in all. Each shard is moved by a job of its own.`,
    ["| Shard | Pages | About comments | From |", "| --- | --- | --- | --- |", ...rows].join("\n"),
    "",
  ].join("\n\n");
}
