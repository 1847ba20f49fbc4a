import { setFailed } from "@actions/core";
import type { MigrationError } from "../../domain/migration-error.ts";
import { readableAddresses } from "../../domain/readable-address.ts";
import { headline } from "../../report/headline.ts";
import { inertMarkdown } from "../../report/inert-markdown.ts";
import { renderMarkdown } from "../../report/markdown.ts";
import type { Report } from "../../report/report.ts";
import { type RunContext, sourceAddress } from "../runner/run-context.ts";
import { annotationsOf } from "./annotations.ts";
import type { JobSummary } from "./job-summary.ts";
import { annotate, say } from "./log.ts";

/**
 * Shows a report as annotations, in the log and as job summary.
 * @param kept where checkpoint and report went, one sentence each
 */
export async function showReport(
  report: Report,
  context: RunContext,
  kept: readonly string[],
  addToSummary: JobSummary,
): Promise<void> {
  annotate(annotationsOf(report));
  say(headline(report));
  const addressOf = sourceAddress(context);
  const rollBack = {
    clause: `start the workflow${named(context)} again with mode: rollback; with mode: rollback-dry-run it shows first what would be deleted.`,
  };
  const options = { kept, rollBack, ...(addressOf === undefined ? {} : { addressOf }) };
  await addToSummary(renderMarkdown(report, options));
}

function named({ workflow }: RunContext): string {
  return workflow === "" ? "" : ` “${workflow}”`;
}

/** Shows why a run did not begin. */
export async function showRefusal(
  refusal: MigrationError,
  addToSummary: JobSummary,
): Promise<void> {
  const message = readableAddresses(refusal.message);
  const remedy = readableAddresses(refusal.remedy ?? "");
  setFailed([message, remedy].join("\n").trim());
  const lines = message.split("\n").map(inertMarkdown).join("  \n");
  await addToSummary(`## ❌ The migration did not start\n\n${lines}\n\n${inertMarkdown(remedy)}\n`);
}
