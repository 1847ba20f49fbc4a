import { warning } from "@actions/core";
import { printable } from "../../domain/printable.ts";
import { inertMarkdown } from "../../report/inert-markdown.ts";
import { say } from "../log/log.ts";
import type { CheckpointKeeper } from "./checkpoint-keeper.ts";
import { refusalText, type StoreResult } from "./store-result.ts";

/** Brings checkpoint and report to where the next run finds them. Returns the sentences that report it. */
export async function keepCheckpoint(keeper: CheckpointKeeper): Promise<readonly string[]> {
  const cached = await keeper.saveToCache();
  const uploaded = await keeper.uploadArtifact();
  const lines = [
    reportResult("The checkpoint", "in the Actions cache", cached),
    reportResult("Checkpoint and report", "as an artifact of this run", uploaded),
  ];
  if (cached.ok || uploaded.ok) return lines;
  const comfort =
    "Nothing is lost: the next run recognises the comments in the database and imports none of them twice.";
  say(comfort);
  return [...lines, comfort];
}

/** What the post step adds to the job summary: where the checkpoint went. */
export function keptSection(lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return `\n### Checkpoint\n\n${lines.map(inertMarkdown).join("  \n")}\n`;
}

function reportResult(what: string, where: string, result: StoreResult): string {
  if (result.ok) {
    const line = `${what}: kept ${where}.`;
    say(line);
    return line;
  }
  const line = `${what}: not kept ${where}. Reason: ${refusalText(result)}`;
  warning(printable(line));
  return line;
}
