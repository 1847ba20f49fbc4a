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

const step = z.enum(["read", "check", "import", "verify"]);

const comparison = z.object({
  previousRunAt: time.nullable(),
  newlyCompleted: z.array(z.string()),
  newlyFailed: z.array(z.string()),
  stillFailed: z.array(z.string()),
  newComments: z.array(z.object({ pageId: z.string(), comments: count })),
  gone: z.array(z.string()),
});

const sample = z.object({
  kind: z.enum(["plain", "changed", "media", "edited", "reply"]),
  pageId: z.string(),
  sourceId: z.string(),
  before: z.object({
    authorId: z.string(),
    sentAt: z.string(),
    replyTo: z.string().nullable(),
    body: z.string(),
  }),
  after: z.object({
    page: z.string(),
    authorName: z.string(),
    createdAt: z.string(),
    parentSourceId: z.string().nullable(),
    content: z.string(),
  }),
});

const trial = z.object({
  judgement: z.enum(["go", "caution", "no-go"]),
  reasons: z.array(
    z.object({
      judgement: z.enum(["caution", "no-go"]),
      code: z.string(),
      message: z.string(),
      remedy: z.string(),
    }),
  ),
  samples: z.array(sample),
  cost: z.object({
    comments: count,
    alreadyThere: count,
    homeserverRequests: count,
    databaseCalls: count,
    databaseRows: count,
    durationMs: count,
  }),
  proof: z.object({ databaseCalls: count, rowsWritten: count.nullable() }),
});

const difference = z.object({
  kind: z.enum([
    "missing",
    "deleted",
    "not-shown",
    "doubled",
    "not-in-ledger",
    "page",
    "author",
    "text",
    "time",
    "parent",
  ]),
  comment: z.string(),
  pageId: z.string(),
  seenBy: z.enum(["database", "api"]),
  expected: z.string().nullable(),
  found: z.string().nullable(),
});

const rollback = z.object({
  named: count,
  deleted: count,
  goneBefore: count,
  readerReplies: z.enum(["refuse", "keep", "delete"]),
  repliesKept: count,
  repliesDeleted: count,
  attachments: z.record(z.string(), count),
  replies: z.array(
    z.object({
      commentId: z.union([z.number(), z.string()]),
      page: z.string(),
      authorName: z.string(),
      isDirect: z.boolean(),
    }),
  ),
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
    resolvedBy: z.enum(["hugo", "built-site"]),
    discoveredBy: z.enum(["build", "built-site", "content"]),
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
      step,
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
      sourceIds: z.array(z.string()).exactOptional(),
    }),
  ),
  differences: z.array(difference),
  phases: z.array(
    z.object({
      phase: z.enum(["scan", "start", "read", "import", "finish"]),
      durationMs: z.number().nonnegative(),
    }),
  ),
  months: z.array(z.object({ month: z.string().regex(/^\d{4}-\d{2}$/), comments: count })),
  comparison: comparison.nullable(),
  trial: trial.nullable(),
  rollback: rollback.nullable(),
  replacement: z
    .object({
      to: z.enum(["working-tree", "pull-request"]),
      dryRun: z.boolean(),
      replaced: count,
      removed: count,
      kept: count,
      files: z.array(z.string()),
      pullRequest: z
        .object({
          number: z.int().positive(),
          url: z.string(),
          state: z.enum(["created", "updated", "unchanged"]),
        })
        .nullable(),
    })
    .exactOptional(),
  skipped: z.array(
    z.object({ pageId: z.string(), reason: z.string(), sourceIds: z.array(z.string()) }),
  ),
}) satisfies z.ZodType<Report>;
