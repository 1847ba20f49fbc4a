import type { WayBack } from "../domain/way-back.ts";
import { type Block, paragraph, type Section } from "./blocks.ts";
import type { Report } from "./report.ts";

/** How moved comments are removed again where this report is read. */
export type RollBackWords =
  /** What people do, as the end of a sentence. */
  | { readonly clause: string }
  /** What to run in a terminal. */
  | { readonly command: string };

const inGeneral: RollBackWords = {
  clause:
    "run it again with mode: rollback (in a terminal: hugo-comment-migration rollback, with the same flags). With mode: rollback-dry-run it shows first what would be deleted.",
};

/** How a run is undone: by a rollback, or by restoring the database; undefined where nothing was written. */
export function wayBackSection(
  report: Report,
  words: RollBackWords = inGeneral,
): Section | undefined {
  const [first, ...others] = [
    ...(canBeRolledBack(report) ? rollBackBlocks(words) : []),
    ...(report.wayBack ? restoreBlocks(report.wayBack, report) : []),
  ];
  return first === undefined ? undefined : { title: "Way back", blocks: [first, ...others] };
}

/** Whether the target may hold moved comments, also of pages that failed after they were written. */
function canBeRolledBack({ mode, wayBack, comments, failedPages = [] }: Report): boolean {
  if (mode !== "migrate") return false;
  const isWritten = failedPages.some(({ step }) => step === "verify" || step === "import");
  return Boolean(wayBack) || isWritten || comments.imported > 0;
}

function rollBackBlocks(words: RollBackWords): readonly Block[] {
  const what = "To remove only the moved comments, and keep what readers have written since";
  return "command" in words
    ? [paragraph(`${what}:`), { kind: "command", command: words.command }]
    : [paragraph(`${what}, ${words.clause}`)];
}

function restoreBlocks(wayBack: WayBack, { shards }: Report): readonly Block[] {
  const before = shards === undefined ? ofOneJob(wayBack) : "these shards";
  const sentences = [
    `This command restores the whole database to its state before the first write of ${before}; comments that readers have written since are lost, too.`,
    "Cloudflare keeps that state for 30 days, or 7 days on the free plan.",
  ];
  return [paragraph(sentences.join(" ")), { kind: "command", command: wayBack.command }];
}

function ofOneJob({ isFromEarlierRun }: WayBack): string {
  return isFromEarlierRun ? "this migration, which was in an earlier run" : "this run";
}
