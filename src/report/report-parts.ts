import { z } from "zod";
import type { CommentId } from "../domain/comment-row.ts";
import type { Difference } from "../domain/difference.ts";
import type { Finding } from "../domain/finding.ts";
import type { ReaderReply } from "../domain/kept-comment.ts";
import type { SourceLocation } from "../domain/source-location.ts";
import type { ReaderReplies } from "../domain/undone.ts";

// The parts that reports are made of, each declared once. What the domain declares already is
// annotated with its type, so that the two can't differ.

/** A number of things. */
const count = z.int().nonnegative();
const share = z.number().min(0).max(1);
const milliseconds = z.number().nonnegative();
const pageId = z.string().describe("The page's address, as Hugo has it.");
const pageIds = z.array(z.string());
const shardPosition = { number: z.int().positive(), of: z.int().positive() };

/** A moment. */
export const time = z.iso.datetime().describe("ISO 8601 in UTC.");

const location: z.ZodType<SourceLocation> = z
  .object({ file: z.string(), line: z.int() })
  .meta({ id: "location", description: "A line of a file, from the root of the repository." });

const problemFields = { code: z.string(), message: z.string(), remedy: z.string().nullable() };

export const problem = z
  .object(problemFields)
  .meta({ id: "problem", description: "A failure in words for the site's owner." });

export const site = z
  .object({
    siteName: z.string(),
    source: z.string().describe("The address where the comments are now."),
    database: z.string(),
    databaseIs: z.enum(["local", "remote"]),
  })
  .meta({ id: "site", description: "Where the comments came from and went to." });

export const scan = z
  .object({
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
  })
  .meta({ id: "scan", description: "How the pages with comment sections were found." });

const notes = z.array(z.string()).describe("What was odd about it.");

export const checkpoint = z
  .object({
    source: z
      .enum(["none", "new", "file", "cache", "artifact", "ledger"])
      .describe("`ledger` where it was rebuilt from what the database knows."),
    file: z.string(),
    notes,
  })
  .meta({ id: "checkpoint", description: "The migration's memory." });

export const unusedCheckpoint = checkpoint
  .extend({ source: z.literal("none") })
  .meta({ id: "unusedCheckpoint", description: "The migration's memory, which was not used." });

export const checkpointsOfShards = z.object({ notes });

export const finding: z.ZodType<Finding> = z
  .object({
    severity: z.enum(["error", "warning", "notice"]),
    code: z.string(),
    message: z.string(),
    remedy: z.string().exactOptional(),
    pageId: z.string().exactOptional(),
    location: location.exactOptional(),
    sourceIds: z.array(z.string()).exactOptional(),
  })
  .meta({ id: "finding", description: "Something that a person should know." });

export const phaseTime = z
  .object({
    phase: z
      .enum(["scan", "start", "read", "import", "finish"])
      .describe(
        "Reading the site, restoring the checkpoint and preparing the database, waiting for comments, writing them and comparing, and what comes after the last page.",
      ),
    durationMs: milliseconds,
  })
  .meta({ id: "phaseTime", description: "The time that a phase took." });

export const pageNumbers = z
  .object({
    total: count,
    completed: count.describe("By this run or an earlier one."),
    completedBefore: count.describe("By an earlier run, and left alone by this one."),
    failed: count,
    remaining: count,
  })
  .meta({ id: "pageNumbers", description: "Numbers of pages with comment sections." });

export const commentNumbers = z
  .object({
    extracted: count.describe("Read from the source."),
    imported: count.describe("In the target, on completed pages."),
    inserted: count.describe("Written by this run."),
    failed: count.describe("Read, but their page failed."),
  })
  .meta({
    id: "commentNumbers",
    description: "Numbers of comments over all runs, `inserted` excepted.",
  });

export const progressRate = share.describe(
  "Pages processed (completed or failed) among all pages; 1 where there are no pages.",
);

export const successRate = share
  .nullable()
  .describe("Pages completed among those processed; null where none was.");

export const failedPage = z
  .object({
    ...problemFields,
    pageId,
    title: z.string(),
    location: location.describe("Where its comment section is."),
    comments: count,
    attempts: count.describe("Runs that failed on it, this one included."),
    step: z
      .enum(["read", "check", "import", "verify"])
      .describe(
        "What was being done with it: its comments were read, put in order and checked, written, or what was written was compared.",
      ),
  })
  .meta({ id: "failedPage", description: "A page whose comments are not all in the target." });

export const listedPage = z
  .object({
    pageId,
    title: z.string(),
    location: location.describe("Where its comment section is."),
    state: z.enum(["completed", "completed-before", "failed", "remaining", "readable", "verified"]),
    comments: count,
  })
  .meta({ id: "listedPage", description: "A page, and what became of it." });

export const difference: z.ZodType<Difference> = z
  .object({
    kind: z.enum([
      "missing",
      "deleted",
      "not-shown",
      "duplicated",
      "not-in-ledger",
      "page",
      "author",
      "text",
      "time",
      "parent",
    ]),
    comment: z
      .string()
      .describe("Source id, or the target's id where the source has no such comment."),
    pageId,
    seenBy: z.enum(["database", "api"]),
    expected: z.string().nullable(),
    found: z.string().nullable(),
  })
  .meta({
    id: "difference",
    description: "Where a comment in the target differs from its source.",
  });

export const month = z
  .object({ month: z.string().regex(/^\d{4}-\d{2}$/), comments: count })
  .meta({ id: "month", description: "How many comments were written in a month, in UTC." });

export const skippedItems = z
  .object({ pageId, reason: z.string(), sourceIds: z.array(z.string()) })
  .meta({
    id: "skippedItems",
    description: "What is no comment by this program's rules, of one page and for one reason.",
  });

export const comparison = z
  .object({
    previousRunAt: time.nullable().describe("Null where only the database knows of that run."),
    newlyCompleted: pageIds.describe("Complete now, and not then."),
    newlyFailed: pageIds.describe("Failed now, and not then."),
    stillFailed: pageIds.describe("Failed then and now."),
    newComments: z
      .array(z.object({ pageId, comments: count }))
      .describe("Comments written at the source since, on pages that were complete then."),
    gone: pageIds.describe("Complete then, and without a comment section now."),
  })
  .meta({ id: "comparison", description: "What is different from how the previous run left it." });

const sample = z
  .object({
    kind: z.enum(["plain", "changed", "media", "edited", "reply"]),
    pageId,
    sourceId: z.string(),
    before: z.object({
      authorId: z.string(),
      sentAt: z.string().describe("ISO 8601 in UTC."),
      replyTo: z.string().nullable(),
      body: z.string(),
    }),
    after: z.object({
      page: z.string().describe("The page as the target names it."),
      authorName: z.string(),
      createdAt: z.string().describe("ISO 8601 in UTC."),
      parentSourceId: z.string().nullable(),
      content: z.string(),
    }),
  })
  .meta({ id: "sample", description: "A comment at its source, and as the target would keep it." });

const judgementReason = z
  .object({
    judgement: z.enum(["caution", "no-go"]),
    code: z.string(),
    message: z.string(),
    remedy: z.string(),
  })
  .meta({ id: "judgementReason", description: "One reason of a judgement." });

const trialCost = z
  .object({
    comments: count.describe("Comments that would be written."),
    alreadyThere: count.describe("Comments that are in the target already."),
    sourceRequests: count.describe("As this dry run made them."),
    databaseCalls: count,
    databaseRows: count.describe(
      "Rows of the comments, of the ledger and of the notes on pages; entries of indexes come on top.",
    ),
    durationMs: count.describe(
      "An estimate: what reading took, and what the calls to the database will take.",
    ),
  })
  .meta({ id: "trialCost", description: "What the migration would take." });

export const trial = z
  .object({
    judgement: z
      .enum(["go", "caution", "no-go"])
      .describe(
        "`go`: move; `caution`: read the reasons first; `no-go`: comments would be left behind.",
      ),
    reasons: z.array(judgementReason).describe("Why, the gravest first; empty for `go`."),
    samples: z.array(sample),
    cost: trialCost,
    proof: z
      .object({
        databaseCalls: count,
        rowsWritten: count
          .nullable()
          .describe("Indexes included; null where the database does not say."),
      })
      .describe("What was asked of the database, and what it says it wrote for it."),
  })
  .meta({ id: "trial", description: "What a dry run found out about the migration." });

const readerReplies: z.ZodType<ReaderReplies> = z.enum(["refuse", "keep", "delete"]);
const commentId: z.ZodType<CommentId> = z.union([z.number(), z.string()]);
const readerReply: z.ZodType<ReaderReply> = z.object({
  commentId,
  page: z.string(),
  authorName: z.string(),
  isDirect: z.boolean(),
});

export const rollback = z
  .object({
    named: count.describe("Comments that the ledger named."),
    deleted: count.describe("Those of them that were deleted."),
    goneBefore: count.describe("Those of them that someone had deleted before."),
    readerReplies: readerReplies.describe("What was to become of readers' replies."),
    repliesKept: count,
    repliesDeleted: count,
    attachments: z
      .record(z.string(), count)
      .describe("Rows of other tables that went with their comments, such as votes, by table."),
    replies: z
      .array(readerReply)
      .describe("Readers' comments that answered moved ones, directly or not."),
  })
  .meta({ id: "rollback", description: "What was rolled back, or would be in a dry run." });

const pullRequest = z
  .object({
    number: z.int().positive(),
    url: z.string(),
    state: z
      .enum(["created", "updated", "unchanged"])
      .describe("`unchanged` where its branch held exactly this replacement before."),
  })
  .meta({ id: "pullRequest", description: "The pull request that holds the replacement." });

export const replacement = z
  .object({
    to: z.enum(["working-tree", "pull-request"]),
    dryRun: z.boolean(),
    replaced: count.describe("Shortcodes that were replaced by a new one."),
    removed: count.describe(
      "Those that were removed, because their page's comments are shown further up.",
    ),
    kept: count.describe("Places that still show the old comments; findings say why."),
    files: z.array(z.string()).describe("From the root of the repository, with `/`."),
    pullRequest: pullRequest.nullable(),
  })
  .meta({
    id: "replacement",
    description: "What became of the old shortcodes; in a dry run, what would.",
  });

export const shard = z
  .object(shardPosition)
  .meta({ id: "shard", description: "A part of the pages, of so many." });

/** @param verdict those that a job of this kind can have */
export function shardOf<Verdict extends z.ZodType>(verdict: Verdict) {
  return z.object({
    ...shardPosition,
    verdict: verdict.nullable().describe("Null where its job left no report."),
    pages: pageNumbers.nullable(),
    checkpoint: shardCheckpoint
      .nullable()
      .describe("As it is beside its report; null where there is none that is intact."),
  });
}

const shardCheckpoint = z
  .object({
    status: z.enum(["running", "done"]),
    completedPages: count,
    failedPages: count,
  })
  .meta({ id: "shardCheckpoint", description: "What the checkpoint of a shard remembers." });
