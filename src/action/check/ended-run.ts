import { headline } from "../../report/headline.ts";
import type { Report } from "../../report/report.ts";
import { renderRefusal, renderShort } from "../../report/short-report.ts";
import { type RunContext, runAddressOf, sourceAddress } from "../runner/run-context.ts";

/** How a run ended: with a report, unless it was a plan; or it did not start. */
export type EndedRun =
  | { readonly report: Report | undefined; readonly exitCode: 0 | 1 }
  | {
      readonly refusal: {
        readonly code: string;
        readonly message: string;
        readonly remedy: string;
      };
    };

/** Whether something is wrong that somebody has to look at, be the step red or not. */
export function isFailure(run: EndedRun): boolean {
  return "refusal" in run || run.exitCode !== 0 || run.report?.verdict === "failed";
}

/** Whether it did all that it was for. */
export function isSuccess(run: EndedRun): boolean {
  return !isFailure(run) && "exitCode" in run && run.report?.verdict !== "partial";
}

/** The run in a sentence. */
export function sentenceOf(run: EndedRun): string {
  if ("refusal" in run) return "The run did not start.";
  return run.report === undefined ? "The run succeeded." : headline(run.report);
}

/** The run in short, as Markdown that notifies nobody. */
export function textOf(run: EndedRun, context: RunContext): string {
  if ("refusal" in run) return renderRefusal(run.refusal.message, run.refusal.remedy);
  if (run.report === undefined) return "## ❌ The run failed\n";
  const addressOf = sourceAddress(context);
  return renderShort(run.report, addressOf === undefined ? {} : { addressOf });
}

/** What went wrong, an entry each: the same for two runs in which the same went wrong. */
export function failuresOf(run: EndedRun): readonly string[] {
  if ("refusal" in run) return [run.refusal.code];
  if (run.report === undefined) return ["no-report"];
  const { stoppedBy, failedPages = [], findings, verdict } = run.report;
  const errors = findings.filter(({ severity }) => severity === "error");
  const all = [
    verdict,
    ...(stoppedBy === null ? [] : [stoppedBy.code]),
    ...[...failedPages, ...errors].map(({ code, pageId = "", location }) =>
      JSON.stringify([code, pageId, location?.file ?? ""]),
    ),
  ];
  return [...new Set(all)];
}

/** The run as a link, where it has an address. */
export function linkToRun(words: string, context: RunContext): string {
  const address = runAddressOf(context);
  return address === undefined ? words : `[${words}](${address})`;
}
