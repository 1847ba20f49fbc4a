import { printable } from "../../domain/printable.ts";
import { inertMarkdown } from "../../report/inert-markdown.ts";
import { quietMarkdown } from "../../report/quiet-markdown.ts";
import type { RunContext } from "../runner/run-context.ts";
import type { Conversations } from "./conversations.ts";
import {
  type EndedRun,
  failuresOf,
  isFailure,
  isSuccess,
  linkToRun,
  sentenceOf,
  textOf,
} from "./ended-run.ts";
import { failuresLine, type Subject } from "./marker.ts";

/**
 * Keeps the issue about failures of a job: opened when a run fails, its text that of the last one that
 * failed, with a comment where other things fail than before, and closed by a run that succeeds. A run that
 * was interrupted on purpose is neither.
 */
export async function keepIssue(
  conversations: Conversations,
  run: EndedRun,
  marker: string,
  subject: Subject,
  context: RunContext,
): Promise<void> {
  if (isFailure(run)) {
    const found = await conversations.findIssue(marker);
    const body = issueBody(run, marker, context);
    if (found === undefined) {
      await conversations.openIssue(titleOf(subject), body);
      return;
    }
    await conversations.updateIssue(found.id, body);
    if (found.body.includes(failuresLine(failuresOf(run)))) return;
    await conversations.addComment(found.id, remark("Other things fail now", run, context));
  } else if (isSuccess(run)) {
    const found = await conversations.findIssue(marker);
    if (found === undefined) return;
    await conversations.addComment(found.id, remark("A later run succeeded", run, context));
    await conversations.closeIssue(found.id);
  }
}

const modeWords: Readonly<Record<string, string>> = {
  migrate: "migration",
  "dry-run": "dry run",
  verify: "verification",
  rollback: "rollback",
  archive: "archive",
  plan: "plan of shards",
  report: "migration in shards",
};

const mostOfTitle = 200;

function titleOf({ mode, stateKey }: Subject): string {
  const key = stateKey === "default" ? "" : ` (${printable(stateKey)})`;
  return `Comments: the ${modeWords[mode] ?? mode} failed${key}`.slice(0, mostOfTitle);
}

function issueBody(run: EndedRun, marker: string, context: RunContext): string {
  const { workflow, job, ref } = context;
  const place = quietMarkdown(
    inertMarkdown(
      `workflow ${workflow}, job ${job}, ${ref.replace(/^refs\/(?:heads|tags)\//, "")}`,
    ),
  );
  return [
    marker,
    failuresLine(failuresOf(run)),
    "",
    textOf(run, context),
    `---\n${linkToRun("The run", context)}: ${place}. Each run that fails updates this text; the first that succeeds closes the issue.`,
    "",
  ].join("\n");
}

function remark(what: string, run: EndedRun, context: RunContext): string {
  const sentence = quietMarkdown(inertMarkdown(sentenceOf(run)));
  return `${what}, in ${linkToRun("this run", context)}: ${sentence}\n`;
}
