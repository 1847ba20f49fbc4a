import { expect, it } from "vitest";
import { pageSteps } from "../../src/report/page-steps.ts";
import type { PagesReport } from "../../src/report/report.ts";
import { exampleDryRun, exampleReport, exampleVerification } from "./example-report.ts";
import { exampleTrial } from "./report-of-each-kind.ts";

const failedIn = (step: "read" | "check" | "import" | "verify", index: number) => ({
  pageId: `/${index}/`,
  title: "",
  location: { file: "a.md", line: 1 },
  comments: 0,
  attempts: 1,
  step,
  code: "x",
  message: "x",
  remedy: null,
});
const failedPages = (["read", "read", "check", "import", "verify"] as const).map(failedIn);
const pages = {
  total: 20,
  completed: 12,
  completedBefore: 2,
  withoutConversation: 0,
  failed: 5,
  remaining: 3,
};

it("pages that failed are missing from the step in which they failed on", () => {
  expect(pageSteps(exampleReport({ pages, failedPages }))).toEqual([
    { step: "found", pages: 20, failed: 0 },
    { step: "read", pages: 15, failed: 2 },
    { step: "checked", pages: 14, failed: 1 },
    { step: "written", pages: 13, failed: 1 },
    { step: "compared", pages: 12, failed: 1 },
  ]);
});

it("a dry run writes and compares nothing, and a verification writes nothing", () => {
  const steps = (report: PagesReport) => pageSteps(report).map(({ step }) => step);
  expect(steps(exampleDryRun(exampleTrial()))).toEqual(["found", "read", "checked"]);
  expect(steps(exampleVerification())).toEqual(["found", "read", "compared"]);
});
