import { setOutput } from "@actions/core";
import type { CheckpointSource, Report, Verdict } from "../../report/report.ts";

/** The action's outputs, as action.yml names them. */
export interface Outputs {
  /** Empty where the migration did not begin. */
  readonly status: Verdict | "";
  readonly "pages-total": number;
  readonly "pages-completed": number;
  readonly "pages-failed": number;
  readonly "pages-remaining": number;
  readonly "comments-extracted": number;
  readonly "comments-imported": number;
  readonly "comments-failed": number;
  /** Path of report.json; empty where there is none. */
  readonly "report-path": string;
  /** Path of the preview's folder; empty where there is none. */
  readonly "preview-path": string;
  /** Where this run's checkpoint came from; empty where it had none of its own, or did not begin. */
  readonly "checkpoint-source": CheckpointSource | "";
  /** Whether the Actions cache holds the checkpoint as it was at the end of the main step. */
  readonly "checkpoint-saved": boolean;
  /** Address and number of the pull request that replaces the old shortcodes, or brings an archive; empty without one. */
  readonly "pull-request-url": string;
  readonly "pull-request-number": number | "";
  /** Time Travel bookmark of the database before the first write; empty where there is none. */
  readonly bookmark: string;
  /** For `strategy.matrix` through fromJSON; empty unless shards were planned. */
  readonly matrix: string;
}

/** What the outputs are until there is something to say. */
export const emptyOutputs: Outputs = {
  status: "",
  "pages-total": 0,
  "pages-completed": 0,
  "pages-failed": 0,
  "pages-remaining": 0,
  "comments-extracted": 0,
  "comments-imported": 0,
  "comments-failed": 0,
  "report-path": "",
  "preview-path": "",
  "checkpoint-source": "",
  "checkpoint-saved": false,
  "pull-request-url": "",
  "pull-request-number": "",
  bookmark: "",
  matrix: "",
};

/** The outputs of a run that has a report. */
export function outputsOf(
  report: Report,
  reportPath: string,
  checkpointSaved: boolean,
  previewPath = "",
): Outputs {
  const { pages, comments, checkpoint } = report;
  const pullRequest = report.replacement?.pullRequest ?? report.archive?.pullRequest;
  return {
    ...emptyOutputs,
    status: report.verdict,
    ...(pages && {
      "pages-total": pages.total,
      "pages-completed": pages.completed,
      "pages-failed": pages.failed,
      "pages-remaining": pages.remaining,
      "comments-extracted": comments.extracted,
      "comments-imported": comments.imported,
      "comments-failed": comments.failed,
    }),
    "report-path": reportPath,
    "preview-path": previewPath,
    "checkpoint-source": "source" in checkpoint ? checkpoint.source : "",
    "checkpoint-saved": checkpointSaved,
    "pull-request-url": pullRequest?.url ?? "",
    "pull-request-number": pullRequest?.number ?? "",
    bookmark: report.wayBack?.bookmark ?? "",
  };
}

export function setOutputs(outputs: Outputs): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}
