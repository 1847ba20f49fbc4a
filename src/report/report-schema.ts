import { z } from "zod";
import type { Report } from "./report.ts";

const count = z.int().nonnegative();
const location = z.object({ file: z.string(), line: z.int() });
const problem = { code: z.string(), message: z.string(), remedy: z.string().nullable() };
const time = z.iso.datetime();

const verdict = z.enum(["complete", "partial", "failed", "dry-run", "verified", "rolled-back"]);
const pages = z.object({
  total: count,
  completed: count,
  completedBefore: count,
  failed: count,
  remaining: count,
});

/** The content of `report.json`: {@link Report} as it is read back. */
export const reportSchema = z.object({
  schemaVersion: z.literal(1),
  verdict,
  mode: z.enum(["migrate", "verify", "rollback"]),
  shard: z.object({ number: z.int().positive(), of: z.int().positive() }).nullable(),
  shards: z
    .array(
      z.object({
        number: z.int().positive(),
        of: z.int().positive(),
        verdict: verdict.nullable(),
        pages: pages.nullable(),
        checkpoint: z
          .object({
            status: z.enum(["running", "done"]),
            completedPages: count,
            failedPages: count,
          })
          .nullable(),
      }),
    )
    .nullable(),
  site: z.object({
    siteName: z.string(),
    homeserver: z.string(),
    database: z.string(),
    databaseIs: z.enum(["local", "remote"]),
  }),
  startedAt: time,
  finishedAt: time,
  durationMs: z.number().nonnegative(),
  pages,
  comments: z.object({ extracted: count, imported: count, inserted: count, failed: count }),
  progressRate: z.number().min(0).max(1),
  successRate: z.number().min(0).max(1).nullable(),
  scan: z.object({
    resolvedBy: z.enum(["hugo", "resolver"]),
    discoveredBy: z.enum(["content", "rendered", "both"]),
    counts: z.object({
      contentFiles: count,
      withSection: count,
      draft: count,
      future: count,
      expired: count,
      unrendered: count,
    }),
  }),
  checkpoint: z.object({
    source: z.enum(["none", "new", "file", "cache", "artifact", "ledger"]),
    file: z.string(),
    notes: z.array(z.string()),
  }),
  stoppedBy: z.object(problem).nullable(),
  failedPages: z.array(
    z.object({
      ...problem,
      pageId: z.string(),
      title: z.string(),
      location,
      comments: count,
      attempts: count,
    }),
  ),
  pageList: z.array(
    z.object({
      pageId: z.string(),
      title: z.string(),
      location,
      state: z.enum([
        "completed",
        "completed-before",
        "failed",
        "remaining",
        "readable",
        "verified",
      ]),
      comments: count,
    }),
  ),
  findings: z.array(
    z.object({
      severity: z.enum(["error", "warning", "notice"]),
      code: z.string(),
      message: z.string(),
      remedy: z.string().exactOptional(),
      pageId: z.string().exactOptional(),
      location: location.exactOptional(),
    }),
  ),
  differences: z.array(z.custom<Report["differences"][number]>()),
  rollback: z.custom<NonNullable<Report["rollback"]>>().nullable(),
  skippedEvents: z.array(
    z.object({ pageId: z.string(), reason: z.string(), eventIds: z.array(z.string()) }),
  ),
}) satisfies z.ZodType<Report>;
