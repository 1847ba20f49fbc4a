import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { renderMarkdown } from "../report/markdown.ts";
import type { Report } from "../report/report.ts";

/** Writes `report.json` and `report.md` into the folder, which is made when missing; gives their paths. */
export async function writeReport(
  report: Report,
  folder: string,
): Promise<{ readonly json: string; readonly markdown: string }> {
  const paths = { json: join(folder, "report.json"), markdown: join(folder, "report.md") };
  await mkdir(folder, { recursive: true });
  await writeFileAtomic(paths.json, `${JSON.stringify(report, undefined, 2)}\n`);
  await writeFileAtomic(paths.markdown, renderMarkdown(report));
  return paths;
}
