import type { RunContext } from "../runner/run-context.ts";
import type { Conversations } from "./conversations.ts";
import { type EndedRun, linkToRun, textOf } from "./ended-run.ts";
import type { PullRequestOfRun } from "./pull-request-event.ts";

/**
 * Writes the result of a check on its pull request: one comment, which the check of a later push
 * replaces.
 */
export async function keepComment(
  conversations: Pick<Conversations, "findComment" | "addComment" | "updateComment">,
  body: string,
  marker: string,
  { number }: Pick<PullRequestOfRun, "number">,
): Promise<void> {
  const found = await conversations.findComment(number, marker);
  const isWritten =
    found !== undefined &&
    (found.body === body || (await conversations.updateComment(found.id, body)));
  if (!isWritten) await conversations.addComment(number, body);
}

/** The comment: what was found, and of which commit. */
export function commentBody(
  run: EndedRun,
  marker: string,
  { head }: Pick<PullRequestOfRun, "head">,
  context: RunContext,
): string {
  const text = textOf(run, { ...context, commit: head });
  const link = linkToRun("this run", context);
  return `${marker}\n\n${text}\n---\nCommit ${head.slice(0, 7)}, checked by ${link}, whose summary has the whole report. Nothing was written to the database.\n`;
}
