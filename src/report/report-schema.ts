import { z } from "zod";
import * as part from "./report-parts.ts";

/** Of every report. */
const common = {
  schemaVersion: z.literal(1),
  site: part.site,
  startedAt: part.time,
  finishedAt: part.time,
  durationMs: z.number().nonnegative(),
  stoppedBy: part.problem
    .nullable()
    .describe("What stopped the run before its end, if anything did."),
  findings: z.array(part.finding),
  rolledBackAt: part.time
    .exactOptional()
    .describe(
      "When an earlier run rolled the migration back. Only present if the report of that run, or one that knew of it, was in the folder, and no comments were moved since.",
    ),
  phases: z
    .array(part.phaseTime)
    .describe("What the time was spent on, in order. The times of shards are added up."),
};

/** Of a report for which a site was read. */
const ofSite = { scan: part.scan };

/** Of a report that is about pages. */
const ofPages = {
  ...ofSite,
  pages: part.pageNumbers,
  comments: part.commentNumbers,
  progressRate: part.progressRate,
  successRate: part.successRate,
  failedPages: z.array(part.failedPage),
  pageList: z.array(part.listedPage),
  skipped: z.array(part.skippedItems),
  part: part.part
    .exactOptional()
    .describe(
      "Only present if a part of the site was asked for (`pages`, `exclude`, `since`, `until`, `limit`).",
    ),
  placement: part.placement
    .exactOptional()
    .describe("Only present if the source's conversations name their pages."),
  replacement: part.replacement
    .exactOptional()
    .describe("Only present if replacing the old shortcodes was requested."),
};

const differences = z
  .array(part.difference)
  .describe("Where comments in the target differ from their source.");
const months = z
  .array(part.month)
  .describe("When the comments that this run read were written, earliest month first.");
const comparison = part.comparison
  .nullable()
  .describe("Null if there was no previous run, or if it is irrelevant.");

const changes = z
  .array(part.sourceChange)
  .describe("What was edited or removed at the source since it was moved, and what became of it.");

const conversations = z
  .array(part.movedConversation)
  .exactOptional()
  .describe("Two or three to look at, of those that this run moved or a dry run tried.");

const cloudflare = part.cloudflareUse.exactOptional().describe("Absent if it was not counted.");

const wayBack = part.wayBack
  .nullable()
  .describe("Null if the database has no bookmark, or if nothing was written.");

const migration = {
  mode: z.literal("migrate"),
  verdict: z
    .enum(["complete", "partial", "failed"])
    .describe(
      "`complete`: every page's comments are in the target; `partial`: nothing failed, but pages remain, or were not asked for; `failed`: at least one page failed, or something stopped the run.",
    ),
  differences,
  changes,
  months,
  conversations,
  cloudflare,
  comparison,
  wayBack,
};

const knownProblems = "`known-problems`: all that is wrong is in the baseline, and nothing is new";

const baseline = part.baseline
  .exactOptional()
  .describe("Only present if the setting `baseline` names a file.");

const dryRun = {
  mode: z.literal("dry-run"),
  verdict: z
    .enum(["dry-run", "known-problems", "partial", "failed"])
    .describe(`\`failed\` where the migration would leave comments behind; ${knownProblems}.`),
  baseline,
  changes,
  months,
  conversations,
  cloudflare,
  trial: part.trial,
};

const verification = {
  mode: z.literal("verify"),
  verdict: z
    .enum(["verified", "known-problems", "partial", "failed"])
    .describe(
      `\`verified\`: every page's comments are in the target and match their source; ${knownProblems}; \`partial\`: nothing is wrong, but pages remain, or were not asked for.`,
    ),
  baseline,
  differences,
};

const rollback = {
  mode: z.literal("rollback"),
  verdict: z
    .enum(["rolled-back", "dry-run", "partial", "failed"])
    .describe(
      "`rolled-back`: all moved comments were removed; `dry-run`: they could be; `partial`: the time budget left some.",
    ),
  rollback: part.rollback,
  wayBack,
};

const archive = {
  mode: z.literal("archive"),
  verdict: z
    .enum(["archived", "failed"])
    .describe("`archived`: the folder has what readers see in the database."),
  archive: part.archive,
};

/** Of a run over all pages, or over one shard of them. */
const ofJob = {
  shard: part.shard.nullable().describe("The part that this report covers; null for all pages."),
};

const unused = { checkpoint: part.unusedCheckpoint };

/** Of a report that is put together from those of shards. */
function merged<Verdict extends z.ZodType>(verdict: Verdict) {
  return {
    checkpoint: part.checkpointsOfShards,
    shards: z.array(part.shardOf(verdict)).describe("The shards whose reports were merged."),
  };
}

const runs = z.discriminatedUnion("mode", [
  z.object({ ...common, ...ofPages, ...ofJob, checkpoint: part.checkpoint, ...migration }),
  z.object({ ...common, ...ofPages, ...ofJob, ...unused, ...dryRun }),
  z.object({ ...common, ...ofPages, ...ofJob, ...unused, ...verification }),
  z.object({ ...common, ...ofSite, ...unused, ...rollback }),
  z.object({ ...common, ...unused, ...archive }),
]);

const mergedRuns = z.discriminatedUnion("mode", [
  z.object({ ...common, ...ofPages, ...merged(migration.verdict), ...migration }),
  z.object({ ...common, ...ofPages, ...merged(dryRun.verdict), ...dryRun }),
  z.object({ ...common, ...ofPages, ...merged(verification.verdict), ...verification }),
]);

const kinds = z.union([runs, mergedRuns]);

/**
 * What a run did: the one model that every rendering is made from. Each kind of run has only what it
 * can have.
 */
export type Report = Immutable<Exclusive<z.infer<typeof kinds>>>;

/** The content of `report.json`. */
export const reportSchema: z.ZodType<Report> = kinds;

type Immutable<T> = T extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Immutable<T[Key]> }
    : T;

type KeyOfAny<Union> = Union extends unknown ? keyof Union : never;

/** What only other kinds of a union have can be asked of each kind, and is undefined there. */
type Exclusive<Union, Key extends PropertyKey = KeyOfAny<Union>> = Union extends unknown
  ? Union & { readonly [Absent in Exclude<Key, keyof Union>]?: never }
  : never;
