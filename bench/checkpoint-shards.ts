import { mergeReports } from "../src/report/merge-reports.ts";
import type { JobReport, Report } from "../src/report/report.ts";
import { reportSchema } from "../src/report/report-schema.ts";
import { planShards } from "../src/shard/plan-shards.ts";
import { exampleReport } from "../test/report/example-report.ts";

const shards = 1_000;
const pagesInAll = 100_000;

/** What planning 1,000 shards of 100,000 pages took, and merging their reports, against reading these. */
export function planAndMerge() {
  const pages = Array.from({ length: pagesInAll }, (_, index) => ({
    pageId: `/posts/${(index * 7919) % pagesInAll}/`,
    comments: (index * index) % 97,
  }));
  const plan = timed(() => planShards(pages, shards));
  if (plan.result.length !== shards) throw new Error("there are too few shards");
  const texts = plan.result.map((shard) => JSON.stringify(reportOf(shard.number, shard.pages)));
  const read = timed(() =>
    texts.map((text) => ({
      report: ofJob(reportSchema.parse(JSON.parse(text))),
      checkpoint: null,
    })),
  );
  const [first, ...others] = read.result;
  if (first === undefined) throw new Error("there are no reports");
  const merge = timed(() => mergeReports([first, ...others]));
  if (merge.result.pageList.length !== pagesInAll) throw new Error("pages were lost");
  return { planMs: plan.ms, mergeMs: merge.ms, mergeToRead: merge.ms / read.ms };
}

function ofJob(report: Report): JobReport {
  if (report.shard === undefined) throw new Error("a shard's report is of one job");
  return report;
}

function reportOf(number: number, pages: number): Report {
  const report = exampleReport({ verdict: "complete" });
  const [page] = report.pageList;
  if (page === undefined) throw new Error("the example has no page");
  const pageList = Array.from({ length: pages }, (_, index) => ({
    ...page,
    pageId: `/posts/${number}/${index}/`,
  }));
  return { ...report, shard: { number, of: shards }, pageList };
}

function timed<T>(work: () => T): { readonly result: T; readonly ms: number } {
  const start = performance.now();
  const result = work();
  return { result, ms: performance.now() - start };
}
