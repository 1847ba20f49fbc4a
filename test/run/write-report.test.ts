import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkpointNotWritten } from "../../src/checkpoint/checkpoint-error.ts";
import { exitCodeOf } from "../../src/run/exit-code.ts";
import { keepStatistics } from "../../src/run/keep-statistics.ts";
import { reportFilesIn, writeReport } from "../../src/run/write-report.ts";
import { exampleReport } from "../report/example-report.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "report-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("a report is written in three forms, into a folder that is made", () => {
  const place = join(folder, "new/report");
  const { proposals, baseline, ...forms } = reportFilesIn(place);
  expect(writeReport(exampleReport(), place)).toEqual({ files: forms, findings: [] });
  expect(readdirSync(place).toSorted()).toEqual(["report.html", "report.json", "report.md"]);
  expect(proposals).toBe(join(place, "comment-migration.urls.csv"));
  expect(baseline).toBe(join(place, "baseline.json"));
});

it("a table with proposals is written beside it, and goes when there are none any more", () => {
  const { files } = writeReport(exampleReport(), folder, { proposals: "from,to\n" });
  expect(readFileSync(files.proposals ?? "", "utf8")).toBe("from,to\n");
  expect(writeReport(exampleReport(), folder).files.proposals).toBeUndefined();
  expect(readdirSync(folder)).not.toContain("comment-migration.urls.csv");
});

it("a folder that can't be made is a warning for each file", () => {
  const place = join(folder, "file");
  writeFileSync(place, "precious");
  const { files, findings } = writeReport(exampleReport(), place);
  expect(files).toEqual({});
  expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    "warning report-not-written",
    "warning report-not-written",
    "warning report-not-written",
  ]);
  expect(readFileSync(place, "utf8")).toBe("precious");
});

it("one form that can't be written costs no other one", () => {
  mkdirSync(join(folder, "report.md/full"), { recursive: true });
  const { files, findings } = writeReport(exampleReport(), folder);
  expect(Object.keys(files)).toEqual(["json", "html"]);
  expect(findings.map(({ message }) => message)).toEqual([
    `The report ${join(folder, "report.md")} could not be written: a folder is in its place.`,
  ]);
});

it("a checkpoint that can't take the numbers is a warning, and changes no exit code", async () => {
  const report = exampleReport({ verdict: "complete", failedPages: [], findings: [] });
  const full = {
    updateStatistics: async () => {},
    save: () => Promise.reject(checkpointNotWritten("state.json", "the disk is full")),
  };
  const after = await keepStatistics(full, report);
  expect(after.findings).toMatchObject([{ severity: "warning", code: "checkpoint-not-written" }]);
  expect(exitCodeOf(after, "failed-pages")).toBe(exitCodeOf(report, "failed-pages"));
  const bug = { ...full, save: () => Promise.reject(new TypeError("a bug")) };
  await expect(keepStatistics(bug, report)).rejects.toThrow("a bug");
});
