import type { WayBack } from "../domain/way-back.ts";
import { paragraph, type Section } from "./blocks.ts";
import type { Report } from "./report.ts";

/** How the database is restored to its state before the run; undefined where it can't be. */
export function wayBackSection({ wayBack, mode, shards }: Report): Section | undefined {
  if (!wayBack) return undefined;
  const before = shards === undefined ? ofOneJob(wayBack) : "these shards";
  const sentences = [
    `This command restores the whole database to its state before the first write of ${before}; comments that readers have written since are lost, too.`,
    "Cloudflare keeps that state for 30 days, or 7 days on the free plan.",
    ...(mode === "migrate" ? ["To remove only the moved comments, use mode: rollback."] : []),
  ];
  return {
    title: "Way back",
    blocks: [paragraph(sentences.join(" ")), { kind: "command", command: wayBack.command }],
  };
}

function ofOneJob({ isFromEarlierRun }: WayBack): string {
  return isFromEarlierRun ? "this migration, which was in an earlier run" : "this run";
}
