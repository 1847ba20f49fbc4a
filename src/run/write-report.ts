import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeWholeFile } from "../files/write-whole-file.ts";
import { renderHtml } from "../report/html.ts";
import { renderMarkdown } from "../report/markdown.ts";
import type { Report } from "../report/report.ts";

/** The files of a report. */
export interface ReportFiles {
  readonly json: string;
  readonly markdown: string;
  readonly html: string;
}

/** Where the files of a report are in a folder. */
export function reportFilesIn(folder: string): ReportFiles {
  return {
    json: join(folder, "report.json"),
    markdown: join(folder, "report.md"),
    html: join(folder, "report.html"),
  };
}

/** Writes a report in each form into the folder, which is made when missing. */
export async function writeReport(report: Report, folder: string): Promise<ReportFiles> {
  const paths = reportFilesIn(folder);
  await mkdir(folder, { recursive: true });
  writeWholeFile(paths.json, `${JSON.stringify(report, undefined, 2)}\n`);
  writeWholeFile(paths.markdown, renderMarkdown(report));
  writeWholeFile(paths.html, renderHtml(report));
  return paths;
}
