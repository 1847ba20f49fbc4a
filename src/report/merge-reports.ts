import type { Finding } from "../domain/finding.ts";
import { judgementOf } from "./judgement.ts";
import type {
  Report,
  ReportedComparison,
  ReportedMonth,
  ReportedPhase,
  ReportedShard,
  ReportedTrial,
  ShardCheckpoint,
  Verdict,
} from "./report.ts";

/** What a job of a matrix left. */
export interface ShardReport {
  readonly report: Report;
  readonly checkpoint: ShardCheckpoint | null;
}

/**
 * One report of what the jobs of a matrix did, each with a shard of the same site's pages. A shard
 * without a report is a job that was lost: its pages are not known, and the whole is partial.
 * @param left at least one, each of another shard
 */
export function mergeReports(left: readonly [ShardReport, ...ShardReport[]]): Report {
  const numberOf = ({ report }: ShardReport) => report.shard?.number ?? 1;
  const sorted = left.toSorted((a, b) => numberOf(a) - numberOf(b));
  const inOrder = sorted.map(({ report }) => report);
  const [{ report: first }] = left;
  const of = Math.max(...inOrder.map(({ shard }) => shard?.of ?? 1));
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter(
    (number) => !inOrder.some(({ shard }) => (shard?.number ?? 1) === number),
  );
  const pages = total(inOrder.map((report) => report.pages));
  const startedAt = inOrder.map((report) => report.startedAt).sort()[0] ?? first.startedAt;
  const finishedAt =
    inOrder
      .map((report) => report.finishedAt)
      .sort()
      .at(-1) ?? first.finishedAt;
  const dealtWith = pages.total - pages.remaining;
  const known = pages.total === 0 ? 1 : dealtWith / pages.total;
  return {
    ...first,
    verdict: verdictOf(inOrder, missing.length > 0),
    shard: null,
    shards: [
      ...sorted.map(shardOf),
      ...missing.map((number) => ({ number, of, verdict: null, pages: null, checkpoint: null })),
    ].toSorted((a, b) => a.number - b.number),
    startedAt,
    finishedAt,
    durationMs: Date.parse(finishedAt) - Date.parse(startedAt),
    pages,
    comments: total(inOrder.map((report) => report.comments)),
    progressRate: (known * inOrder.length) / of,
    successRate: dealtWith === 0 ? null : (dealtWith - pages.failed) / dealtWith,
    checkpoint: {
      ...first.checkpoint,
      notes: distinct(inOrder.flatMap(({ checkpoint }) => checkpoint.notes)),
    },
    stoppedBy: inOrder.find(({ stoppedBy }) => stoppedBy !== null)?.stoppedBy ?? null,
    failedPages: inOrder.flatMap((report) => report.failedPages),
    pageList: inOrder
      .flatMap((report) => report.pageList)
      .toSorted((a, b) => (a.pageId < b.pageId ? -1 : 1)),
    findings: [
      ...missing.map((number) => lostShard(number, of)),
      ...distinct(inOrder.flatMap((report) => report.findings)),
    ],
    differences: inOrder.flatMap((report) => report.differences),
    phases: addedUp(inOrder.flatMap((report) => report.phases)),
    months: months(inOrder.flatMap((report) => report.months)),
    comparison: compared(inOrder),
    trial: tried(inOrder),
    rollback: null,
    skipped: inOrder.flatMap((report) => report.skipped),
  };
}

function verdictOf(reports: readonly Report[], isPartMissing: boolean): Verdict {
  const verdicts = reports.map(({ verdict }) => verdict);
  const [first = "failed"] = verdicts;
  if (verdicts.includes("failed")) return "failed";
  if (isPartMissing || verdicts.includes("partial")) return "partial";
  return verdicts.every((verdict) => verdict === first) ? first : "partial";
}

function shardOf({ report, checkpoint }: ShardReport): ReportedShard {
  const { shard, verdict, pages } = report;
  return { number: shard?.number ?? 1, of: shard?.of ?? 1, verdict, pages, checkpoint };
}

function lostShard(number: number, of: number): Finding {
  return {
    severity: "warning",
    code: "shard-without-report",
    message: `Shard ${number}/${of} left no report: its job was lost, or cancelled before its end.`,
    remedy: "Re-run the failed jobs of this workflow run: it goes on where it stopped.",
  };
}

/** The phases of machines that worked beside each other: what they took together. */
function addedUp(phases: readonly ReportedPhase[]): readonly ReportedPhase[] {
  return [...Map.groupBy(phases, ({ phase }) => phase)].map(([phase, times]) => ({
    phase,
    durationMs: times.reduce((sum, { durationMs }) => sum + durationMs, 0),
  }));
}

function months(all: readonly ReportedMonth[]): readonly ReportedMonth[] {
  return [...Map.groupBy(all, ({ month }) => month)]
    .map(([month, parts]) => ({
      month,
      comments: parts.reduce((sum, { comments }) => sum + comments, 0),
    }))
    .sort((a, b) => (a.month < b.month ? -1 : 1));
}

function compared(reports: readonly Report[]): ReportedComparison | null {
  const parts = reports.flatMap(({ comparison }) => comparison ?? []);
  if (parts.length === 0) return null;
  return {
    previousRunAt:
      parts
        .flatMap(({ previousRunAt }) => previousRunAt ?? [])
        .sort()
        .at(-1) ?? null,
    newlyCompleted: parts.flatMap((part) => part.newlyCompleted),
    newlyFailed: parts.flatMap((part) => part.newlyFailed),
    stillFailed: parts.flatMap((part) => part.stillFailed),
    newComments: parts.flatMap((part) => part.newComments),
    gone: parts.flatMap((part) => part.gone),
  };
}

function tried(reports: readonly Report[]): ReportedTrial | null {
  const parts = reports.flatMap(({ trial }) => trial ?? []);
  const [first] = parts;
  if (first === undefined) return null;
  const reasons = distinct(parts.flatMap((part) => part.reasons));
  const written = parts.map(({ proof }) => proof.rowsWritten);
  return {
    judgement: judgementOf(reasons),
    reasons,
    samples: first.samples,
    cost: total(parts.map(({ cost }) => cost)),
    proof: {
      databaseCalls: parts.reduce((sum, { proof }) => sum + proof.databaseCalls, 0),
      rowsWritten: written.reduce((sum, rows) =>
        sum === null || rows === null ? null : sum + rows,
      ),
    },
  };
}

function total<T extends Readonly<Record<keyof T, number>>>(parts: readonly T[]): T {
  const [first, ...others] = parts;
  if (first === undefined) throw new Error("there is nothing to add up");
  const sum = { ...first };
  for (const part of others) {
    for (const key in sum) Object.assign(sum, { [key]: sum[key] + part[key] });
  }
  return sum;
}

/** Each once: what is said of the whole site, every shard says. */
function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
