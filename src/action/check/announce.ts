import type { Announcements } from "../../config/load-announcements.ts";
import type { Finding } from "../../domain/finding.ts";
import { maskOf } from "../../domain/secret-mask.ts";
import { withRemedy } from "../../report/with-remedy.ts";
import { annotate, say } from "../log/log.ts";
import { repositoryApi } from "../pull-request/repository-api.ts";
import type { RunContext } from "../runner/run-context.ts";
import { type Conversations, conversationsOf } from "./conversations.ts";
import type { EndedRun } from "./ended-run.ts";
import { keepIssue } from "./failure-issue.ts";
import { markerOf } from "./marker.ts";
import { checkMessages } from "./messages.ts";
import { commentBody, keepComment } from "./pull-request-comment.ts";
import { type PullRequestOfRun, pullRequestOf } from "./pull-request-event.ts";
import { isForbidden, isGone, reasonOf } from "./refusal-reason.ts";

const deadlineMs = 60_000;

/** Runs of these start by themselves or by somebody who may write: nobody may be watching. */
const eventsWithIssue: ReadonlySet<string> = new Set([
  "schedule",
  "workflow_dispatch",
  "repository_dispatch",
]);

/**
 * Writes how a run ended where the settings ask for it: on its pull request, or in an issue. What can't be
 * written is told in the log, and changes nothing else.
 */
export async function announce(
  ended: EndedRun,
  settings: Announcements,
  context: RunContext,
  signal: AbortSignal,
): Promise<void> {
  if (settings.isPart || signal.aborted) return;
  try {
    const pullRequest = await pullRequestOf(context);
    const isCommented = settings.pullRequestComment && isCheck(ended, settings);
    const hasIssue = settings.onFailure === "issue" && eventsWithIssue.has(context.eventName);
    if ((!isCommented || pullRequest === undefined) && !hasIssue) return;
    if (settings.token === undefined) {
      tell(checkMessages.finding("not-announced/token", {}));
      return;
    }
    const within = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
    const api = repositoryApi(settings.token, context, settings.maxRetries, within);
    const conversations = conversationsOf(api);
    const run = withoutSecrets(ended, settings.secrets);
    if (isCommented && pullRequest !== undefined) {
      await comment(run, settings, conversations, pullRequest, context);
    }
    if (hasIssue) await issue(run, settings, conversations, context);
  } catch (error) {
    tell(checkMessages.finding("not-announced/error", { reason: reasonOf(error) }));
  }
}

/** What moves or deletes comments is no check, whatever started it. */
function isCheck(run: EndedRun, { mode }: Pick<Announcements, "mode">): boolean {
  if ("refusal" in run) return mode !== "migrate" && mode !== "rollback";
  const made = run.report?.mode;
  return made === "dry-run" || made === "verify";
}

async function comment(
  run: EndedRun,
  { mode, stateKey }: Announcements,
  conversations: Conversations,
  pullRequest: PullRequestOfRun,
  context: RunContext,
): Promise<void> {
  try {
    const marker = markerOf({ what: "check", mode, stateKey }, context);
    const body = commentBody(run, marker, pullRequest, context);
    await keepComment(conversations, body, marker, pullRequest);
    say(`The result is a comment on the pull request ${pullRequest.number}.`);
  } catch (error) {
    const reason = reasonOf(error);
    if (!isForbidden(error)) tell(checkMessages.finding("comment-not-written", { reason }));
    else if (pullRequest.isFork) tell(checkMessages.finding("comment-not-allowed/fork", {}));
    else tell(checkMessages.finding("comment-not-allowed/permission", { reason }));
  }
}

async function issue(
  run: EndedRun,
  { mode: asked, stateKey }: Announcements,
  conversations: Conversations,
  context: RunContext,
): Promise<void> {
  // A dry run that succeeds says nothing of the migration that failed.
  const made = "refusal" in run ? undefined : run.report?.mode;
  const mode = asked === "report" || made === undefined ? asked : made;
  const subject = { what: "failure", mode, stateKey } as const;
  try {
    await keepIssue(conversations, run, markerOf(subject, context), subject, context);
  } catch (error) {
    const reason = reasonOf(error);
    if (isGone(error)) tell(checkMessages.finding("issues-disabled", {}));
    else if (isForbidden(error)) tell(checkMessages.finding("issue-not-allowed", { reason }));
    else tell(checkMessages.finding("issue-not-written", { reason }));
  }
}

function tell({ severity, message, remedy }: Finding): void {
  annotate([
    {
      severity,
      title: "Comment migration",
      message: withRemedy(message, remedy ?? null),
      location: undefined,
    },
  ]);
}

/** A report holds none any more; a refusal before there was one might. */
function withoutSecrets(run: EndedRun, secrets: readonly string[]): EndedRun {
  if (!("refusal" in run)) return run;
  const { code, message, remedy } = run.refusal;
  const mask = maskOf(secrets);
  return { refusal: { code, message: mask(message), remedy: mask(remedy) } };
}
