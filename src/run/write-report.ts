import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../domain/finding.ts";
import { makeFolder } from "../files/make-folder.ts";
import { writeReason } from "../files/system-error.ts";
import { FileNotWrittenError, writeWholeFile } from "../files/write-whole-file.ts";
import { renderHtml } from "../report/html.ts";
import { renderMarkdown } from "../report/markdown.ts";
import type { Report } from "../report/report.ts";
import { runMessages } from "./messages.ts";

/** The files of a report. */
export interface ReportFiles {
  readonly json: string;
  readonly markdown: string;
  readonly html: string;
  /** A table of addresses with proposals, of conversations whose page is not known. */
  readonly proposals: string;
  /** The problems of a check as a baseline, to be committed as it is. */
  readonly baseline: string;
}

/** Files beside a report that not every run has. */
export interface FilesBeside {
  readonly proposals?: string | undefined;
  readonly baseline?: string | undefined;
}

/** The files of a report that are there, and why others are not. */
interface WrittenReport {
  readonly files: Partial<ReportFiles>;
  readonly findings: readonly Finding[];
}

/** Where the files of a report are in a folder. */
export function reportFilesIn(folder: string): ReportFiles {
  return {
    json: join(folder, "report.json"),
    markdown: join(folder, "report.md"),
    html: join(folder, "report.html"),
    proposals: join(folder, "comment-migration.urls.csv"),
    baseline: join(folder, "baseline.json"),
  };
}

/**
 * Writes a report in each form into the folder, which is made when missing. A file that can't be written
 * is a warning: what the report is about has happened. One of an earlier run is then removed, so that
 * nobody takes it for this one's.
 * @param beside texts of the other files
 */
export function writeReport(
  report: Report,
  folder: string,
  beside: FilesBeside = {},
): WrittenReport {
  const paths = reportFilesIn(folder);
  const texts = {
    proposals: () => beside.proposals,
    baseline: () => beside.baseline,
    json: () => `${JSON.stringify(report, undefined, 2)}\n`,
    markdown: () => renderMarkdown(report),
    html: () => renderHtml(report),
  };
  const files: { -readonly [Form in keyof ReportFiles]?: string } = {};
  const findings: Finding[] = [];
  for (const form of ["json", "markdown", "html", "proposals", "baseline"] as const) {
    const text = texts[form]();
    if (text === undefined) {
      removeIfPossible(paths[form]);
      continue;
    }
    const reason = whyNotWritten(folder, paths[form], text);
    if (reason === undefined) files[form] = paths[form];
    else findings.push(runMessages.finding("report-not-written", { file: paths[form], reason }));
  }
  return { files, findings };
}

function whyNotWritten(folder: string, file: string, text: string): string | undefined {
  try {
    makeFolder(folder);
    writeWholeFile(file, text);
    return undefined;
  } catch (error) {
    const reason = error instanceof FileNotWrittenError ? error.reason : writeReason(error);
    if (reason === undefined) throw error;
    removeIfPossible(file);
    return reason;
  }
}

function removeIfPossible(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch (error) {
    if (writeReason(error) === undefined) throw error;
  }
}
