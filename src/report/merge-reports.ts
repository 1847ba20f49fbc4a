import type { WayBack } from "../domain/way-back.ts";
import { judgementOf } from "./judgement.ts";
import { reportMessages } from "./messages.ts";
import { noConversations } from "./page-state.ts";
import type {
  CloudflareUse,
  JobReport,
  MergedReport,
  PhaseTime,
  ReportedMonth,
  ReportedTrial,
  RunComparison,
  ShardCheckpoint,
} from "./report.ts";

const mostConversations = 3;

/** What a job with a shard left. */
export interface ShardReport {
  readonly report: JobReport;
  readonly checkpoint: ShardCheckpoint | null;
}

/**
 * One report of what the jobs of a workflow did, each with a shard of the same site's pages. A shard
 * without a report is a job that was lost: its pages are not known, and the whole is partial.
 * @param left at least one, each of another shard, all of one mode
 */
export function mergeReports(left: readonly [ShardReport, ...ShardReport[]]): MergedReport {
  const parts = left.toSorted((a, b) => numberOf(a) - numberOf(b));
  const reports = parts.map(({ report }) => report);
  const { schemaVersion, site, scan, mode } = left[0].report;
  const of = Math.max(...reports.map(({ shard }) => shard?.of ?? 1));
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter(
    (number) => !parts.some((part) => numberOf(part) === number),
  );
  const pages = total(reports.map((report) => report.pages));
  const [startedAt = ""] = reports.map((report) => report.startedAt).sort();
  const finishedAt =
    reports
      .map((report) => report.finishedAt)
      .sort()
      .at(-1) ?? "";
  const pageList = reports
    .flatMap((report) => report.pageList)
    .toSorted((a, b) => (a.pageId < b.pageId ? -1 : 1));
  const placement = reports.find((report) => report.placement !== undefined)?.placement;
  const part = reports.find((report) => report.part !== undefined)?.part;
  const lost = missing.length === 0 ? noConversations(pageList) : [];
  const dealtWith = pages.total - pages.remaining;
  const known = pages.total === 0 ? 1 : dealtWith / pages.total;
  const common = {
    schemaVersion,
    site,
    startedAt,
    finishedAt,
    durationMs: Date.parse(finishedAt) - Date.parse(startedAt),
    scan,
    stoppedBy: reports.find(({ stoppedBy }) => stoppedBy !== null)?.stoppedBy ?? null,
    findings: [
      ...missing.map((number) =>
        reportMessages.finding("shard-without-report", { shard: number, shards: of }),
      ),
      ...lost,
      ...distinct(reports.flatMap(({ findings }) => findings)),
    ],
    phases: addedUp(reports.flatMap(({ phases }) => phases)),
    checkpoint: { notes: distinct(reports.flatMap(({ checkpoint }) => checkpoint.notes)) },
    pages,
    comments: total(reports.map(({ comments }) => comments)),
    progressRate: (known * reports.length) / of,
    successRate:
      dealtWith === 0 ? null : (dealtWith - pages.failed - pages.withoutConversation) / dealtWith,
    failedPages: reports.flatMap(({ failedPages }) => failedPages),
    pageList,
    skipped: reports.flatMap(({ skipped }) => skipped),
    ...(part === undefined ? {} : { part }),
    // Each shard has placed all conversations of the site.
    ...(placement === undefined ? {} : { placement }),
  };
  const differences = reports.flatMap((report) => report.differences ?? []);
  const changes = reports.flatMap((report) => report.changes ?? []);
  const conversations = reports
    .flatMap((report) => report.conversations ?? [])
    .slice(0, mostConversations);
  const cloudflare = usedTogether(reports.flatMap((report) => report.cloudflare ?? []));
  const allMonths = months(reports.flatMap((report) => report.months ?? []));
  switch (mode) {
    case "migrate": {
      const own = ofMode(parts, mode);
      const comparison = compared(own.flatMap(({ report }) => report.comparison ?? []));
      const merged = partsOf(own, missing, of, lost.length > 0);
      const wayBack = earliest(own.flatMap(({ report }) => report.wayBack ?? []));
      return {
        ...common,
        ...merged,
        mode,
        differences,
        changes,
        months: allMonths,
        conversations,
        ...(cloudflare === undefined ? {} : { cloudflare }),
        comparison,
        wayBack,
      };
    }
    case "dry-run": {
      const own = ofMode(parts, mode);
      const trial = tried(own.map(({ report }) => report.trial));
      return {
        ...common,
        ...partsOf(own, missing, of, lost.length > 0),
        mode,
        changes,
        months: allMonths,
        conversations,
        ...(cloudflare === undefined ? {} : { cloudflare }),
        trial,
      };
    }
    case "verify": {
      const own = ofMode(parts, mode);
      return { ...common, ...partsOf(own, missing, of, lost.length > 0), mode, differences };
    }
  }
}

function ofMode<Mode extends JobReport["mode"]>(parts: readonly ShardReport[], mode: Mode) {
  type Own = ShardReport & { readonly report: Extract<JobReport, { readonly mode: Mode }> };
  return parts.filter((part): part is Own => part.report.mode === mode);
}

/** A shard's report of one kind, which has verdicts of its own. */
interface Part<Verdict> {
  readonly report: Pick<JobReport, "shard" | "pages"> & { readonly verdict: Verdict };
  readonly checkpoint: ShardCheckpoint | null;
}

/** What each shard did, and what that is together. */
function partsOf<Verdict>(
  parts: readonly Part<Verdict>[],
  missing: readonly number[],
  of: number,
  isLost: boolean,
) {
  const none = { verdict: null, pages: null, checkpoint: null };
  const shards = [
    ...parts.map(({ report: { shard, verdict, pages }, checkpoint }) => ({
      ...(shard ?? { number: 1, of: 1 }),
      verdict,
      pages,
      checkpoint,
    })),
    ...missing.map((number) => ({ number, of, ...none })),
  ].toSorted((a, b) => a.number - b.number);
  return {
    shards,
    verdict: isLost
      ? "failed"
      : verdictOf(
          parts.map(({ report }) => report.verdict),
          missing.length,
        ),
  };
}

function numberOf({ report }: ShardReport): number {
  return report.shard?.number ?? 1;
}

function verdictOf<Verdict>(
  verdicts: readonly Verdict[],
  missing: number,
): Verdict | "failed" | "partial" {
  const [first] = verdicts;
  if (first === undefined || verdicts.some((verdict) => verdict === "failed")) return "failed";
  return missing === 0 && verdicts.every((verdict) => verdict === first) ? first : "partial";
}

/** The phases of machines that worked beside each other: what they took together. */
function addedUp(phases: readonly PhaseTime[]): readonly PhaseTime[] {
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

function compared(parts: readonly RunComparison[]): RunComparison | null {
  if (parts.length === 0) return null;
  return {
    previousRunAt:
      parts
        .flatMap(({ previousRunAt }) => previousRunAt ?? [])
        .sort()
        .at(-1) ?? null,
    completedThen: parts.reduce((sum, { completedThen }) => sum + completedThen, 0),
    newlyCompleted: parts.flatMap((part) => part.newlyCompleted),
    newlyFailed: parts.flatMap((part) => part.newlyFailed),
    stillFailed: parts.flatMap((part) => part.stillFailed),
    newComments: parts.flatMap((part) => part.newComments),
    gone: parts.flatMap((part) => part.gone),
  };
}

/**
 * Bookmarks sort from oldest to newest.
 * Source: https://developers.cloudflare.com/d1/reference/time-travel/#bookmarks
 */
function earliest(all: readonly WayBack[]): WayBack | null {
  const [first] = all.toSorted((a, b) => (a.bookmark < b.bookmark ? -1 : 1));
  return first ?? null;
}

function tried(parts: readonly ReportedTrial[]): ReportedTrial {
  const reasons = distinct(parts.flatMap((part) => part.reasons));
  const written = parts.map(({ proof }) => proof.rowsWritten);
  return {
    judgement: judgementOf(reasons),
    reasons,
    samples: parts[0]?.samples ?? [],
    cost: {
      ...total(parts.map(({ cost }) => cost)),
      // Shards run at once.
      durationMs: Math.max(...parts.map(({ cost }) => cost.durationMs)),
    },
    proof: {
      databaseCalls: parts.reduce((sum, { proof }) => sum + proof.databaseCalls, 0),
      rowsWritten: known(written),
    },
  };
}

/** All shards have one database; what one of them does not know is not known of all. */
function usedTogether(parts: readonly CloudflareUse[]): CloudflareUse | undefined {
  if (parts.length === 0) return undefined;
  const media = parts.flatMap((part) => part.media ?? []);
  return {
    rowsWritten: known(parts.map(({ rowsWritten }) => rowsWritten)),
    rowsRead: known(parts.map(({ rowsRead }) => rowsRead)),
    databaseBytes: parts.reduce<number | null>(
      (most, { databaseBytes: own }) => (own === null ? most : Math.max(most ?? 0, own)),
      null,
    ),
    bytesAdded: known(parts.map(({ bytesAdded }) => bytesAdded)),
    media:
      media.length === 0
        ? null
        : {
            files: media.reduce((sum, { files }) => sum + files, 0),
            bytes: known(media.map(({ bytes }) => bytes)),
          },
  };
}

/** The sum, if all are known. */
function known(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce<number | null>(
    (sum, one) => (sum === null || one === null ? null : sum + one),
    0,
  );
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

/** Each once: every shard reports what concerns the whole site. */
function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
