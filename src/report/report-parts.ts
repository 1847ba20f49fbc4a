import { z } from "zod";
import type { CommentId } from "../domain/comment-row.ts";
import type { Difference } from "../domain/difference.ts";
import type { Finding } from "../domain/finding.ts";
import type { ReaderReply } from "../domain/kept-comment.ts";
import type { SourceChange } from "../domain/source-change.ts";
import type { SourceLocation } from "../domain/source-location.ts";
import type { ReaderReplies } from "../domain/undone.ts";
import type { WayBack } from "../domain/way-back.ts";

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
  .meta({ id: "problem", description: "A failure, explained for the site's owner." });

export const site = z
  .object({
    siteName: z.string().describe("Empty for an archive, which is of a database."),
    source: z
      .string()
      .describe("The address of the server that has the comments now; empty for an archive."),
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

const notes = z.array(z.string()).describe("Remarks about it.");

export const checkpoint = z
  .object({
    source: z
      .enum(["none", "new", "file", "cache", "artifact", "ledger"])
      .describe("`ledger` if it was rebuilt from the database's records."),
    file: z.string(),
    notes,
  })
  .meta({ id: "checkpoint", description: "The migration's memory." });

export const unusedCheckpoint = checkpoint
  .extend({ source: z.literal("none") })
  .meta({ id: "unusedCheckpoint", description: "The migration's memory, which was not used." });

export const checkpointsOfShards = z.object({ notes });

const known = z
  .boolean()
  .exactOptional()
  .describe("Whether the baseline has it. Only present if there is a baseline.");

export const finding: z.ZodType<Finding> = z
  .object({
    severity: z.enum(["error", "warning", "notice"]),
    code: z.string(),
    message: z.string(),
    remedy: z.string().exactOptional(),
    pageId: z.string().exactOptional(),
    location: location.exactOptional(),
    sourceIds: z.array(z.string()).exactOptional(),
    known,
  })
  .meta({ id: "finding", description: "Something that the site's owner should know." });

export const phaseTime = z
  .object({
    phase: z
      .enum(["scan", "start", "read", "import", "finish"])
      .describe(
        "Reading the site, restoring the checkpoint and preparing the database, waiting for comments, writing and comparing them, and the work after the last page.",
      ),
    durationMs: milliseconds,
  })
  .meta({ id: "phaseTime", description: "The time that a phase took." });

export const pageNumbers = z
  .object({
    total: count,
    completed: count.describe("By this run or an earlier one."),
    completedBefore: count.describe("By an earlier run, and skipped by this one."),
    withoutConversation: count.describe("With a comment section that the source does not have."),
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
    description: "Numbers of comments over all runs, except `inserted`.",
  });

export const progressRate = share.describe(
  "Pages processed (completed or failed) among all pages; 1 if there are no pages.",
);

export const successRate = share
  .nullable()
  .describe("Pages completed among those processed; null if none was.");

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
        "The step that failed: reading its comments, checking them, writing them, or comparing what was written.",
      ),
    known,
  })
  .meta({ id: "failedPage", description: "A page whose comments are not all in the target." });

export const listedPage = z
  .object({
    pageId,
    title: z.string(),
    location: location.describe("Where its comment section is."),
    state: z.enum([
      "completed",
      "completed-before",
      "without-conversation",
      "failed",
      "remaining",
      "readable",
      "verified",
      "outdated",
    ]),
    comments: count,
  })
  .meta({ id: "listedPage", description: "A page and its result." });

export const knownProblem = z
  .object({
    severity: z.enum(["error", "warning"]),
    code: z.string(),
    pageId: pageId.nullable(),
    file: z.string().nullable().describe("From the root of the repository."),
    count: z
      .int()
      .positive()
      .describe(
        "How often it occurs; of an error that names comments, and of a page that failed verification, how many are wrong.",
      ),
  })
  .meta({ id: "knownProblem", description: "A problem as a baseline has it." });

const problemNumbers = z.object({ errors: count, warnings: count });

export const baseline = z
  .object({
    file: z.string().describe("From the root of the repository."),
    isThere: z.boolean().describe("If it is missing, every problem is new."),
    new: problemNumbers,
    known: problemNumbers,
    gone: z
      .array(knownProblem)
      .describe(
        "Those that no longer occur, or less often by `count`; empty if not all pages were read.",
      ),
  })
  .meta({ id: "baseline", description: "How the problems compare with those known before." });

const conversation = {
  from: z.string().describe("Its address at the source, else an identifier."),
  title: z.string().describe("Empty where the source has none."),
  comments: count,
};

export const placement = z
  .object({
    unplaced: z
      .array(
        z.object({
          ...conversation,
          proposals: z.array(z.object({ pageId, because: z.string() })),
        }),
      )
      .describe("Those whose page is not known, and whose comments were not moved; most first."),
    gone: z.array(z.object(conversation)).describe("Those without a page on purpose."),
    matched: z.array(
      z.object({
        ...conversation,
        pageId,
        by: z
          .enum(["address", "alias", "identifier", "table"])
          .describe("What the page is known by."),
      }),
    ),
  })
  .meta({
    id: "placement",
    description: "Where the conversations of the source went, of those with comments.",
  });

export const sourceChange: z.ZodType<SourceChange> = z
  .object({
    kind: z.enum(["edited", "removed"]),
    result: z
      .enum(["applied", "emptied", "changed-in-target", "too-large", "not-followed"])
      .describe(
        "`applied`; `emptied`: it was removed but has replies, so that its place stays without its text; or why the target was left as it is.",
      ),
    comment: z.string().describe("Its source id."),
    pageId,
    authorName: z.string(),
    createdAt: z.string().describe("ISO 8601 in UTC."),
  })
  .meta({
    id: "sourceChange",
    description: "A moved comment that was edited or removed at its source since.",
  });

export const difference: z.ZodType<Difference> = z
  .object({
    kind: z.enum([
      "missing",
      "deleted",
      "removed",
      "not-shown",
      "duplicated",
      "not-in-ledger",
      "page",
      "author",
      "text",
      "time",
      "parent",
    ]),
    cause: z
      .enum(["source", "target", "wrong"])
      .describe(
        "`source`: it was written, edited or removed there after it was moved; `target`: somebody has changed it there; `wrong`: it is not as it should have been written.",
      ),
    comment: z
      .string()
      .describe("Source id, or the target's id if the source has no such comment."),
    pageId,
    seenBy: z.enum(["database", "api"]),
    expected: z.string().nullable(),
    found: z.string().nullable(),
  })
  .meta({
    id: "difference",
    description: "Where a comment in the target differs from its source.",
  });

export const cloudflareUse = z
  .object({
    rowsWritten: count
      .nullable()
      .describe("Including indexes; of a dry run an estimate. Null if it is not known."),
    rowsRead: count.nullable().describe("Of a dry run an estimate. Null if it is not known."),
    databaseBytes: count
      .nullable()
      .describe("Size of the database at the end of the run; null if it is not known."),
    bytesAdded: count
      .nullable()
      .describe("How much larger the migration would make it; null except in a dry run."),
    media: z
      .object({
        files: count,
        bytes: count.nullable().describe("Null as long as the files were not fetched."),
      })
      .nullable()
      .describe("Files that were or would be put into an R2 bucket; null without one."),
  })
  .meta({
    id: "cloudflareUse",
    description: "What the run used of Cloudflare, or a migration would use.",
  });

export const movedConversation = z
  .object({
    pageId,
    title: z.string().describe("Of the page."),
    comments: count.describe("All that readers see there, of those that were moved."),
    shown: z
      .array(
        z.object({
          authorName: z.string(),
          createdAt: z.string().describe("ISO 8601 in UTC."),
          depth: count.describe("0 for a comment that answers none."),
          text: z.string().describe("Without markup; long texts are cut."),
        }),
      )
      .describe("The first ones, each followed by its replies."),
  })
  .meta({
    id: "movedConversation",
    description: "A conversation as readers see it in the target.",
  });

export const month = z
  .object({ month: z.string().regex(/^\d{4}-\d{2}$/), comments: count })
  .meta({ id: "month", description: "How many comments were written in a month, in UTC." });

export const skippedItems = z
  .object({ pageId, reason: z.string(), sourceIds: z.array(z.string()) })
  .meta({
    id: "skippedItems",
    description: "Items of one page that are not comments, for one reason.",
  });

export const comparison = z
  .object({
    previousRunAt: time.nullable().describe("Null if only the database has a record of that run."),
    completedThen: count.describe("Pages of this run that were complete then."),
    newlyCompleted: pageIds.describe("Complete now, but not then."),
    newlyFailed: pageIds.describe("Failed now, but not then."),
    stillFailed: pageIds.describe("Failed then and now."),
    newComments: z
      .array(z.object({ pageId, comments: count }))
      .describe("Comments written at the source since, on pages that were complete then."),
    gone: pageIds.describe("Complete then, but without a comment section now."),
  })
  .meta({ id: "comparison", description: "What changed since the previous run." });

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
  .meta({
    id: "sample",
    description: "A comment at its source, and as the target would store it.",
  });

const judgementReason = z
  .object({
    judgement: z.enum(["caution", "no-go"]),
    code: z.string(),
    message: z.string(),
    remedy: z.string(),
  })
  .meta({ id: "judgementReason", description: "One reason for a judgement." });

const trialCost = z
  .object({
    comments: count.describe("Comments that would be written."),
    alreadyThere: count.describe("Comments that are in the target already."),
    sourceRequests: count.describe("As many as this dry run made."),
    databaseCalls: count,
    databaseRows: count.describe(
      "Rows of comments, of the ledger and of the records of pages; index entries are not included.",
    ),
    durationMs: count.describe(
      "An estimate: the time that reading took, plus the time that the calls to the database will take; of shards, the longest.",
    ),
  })
  .meta({ id: "trialCost", description: "What the migration would cost." });

export const trial = z
  .object({
    judgement: z
      .enum(["go", "caution", "no-go"])
      .describe(
        "`go`: migrate; `caution`: read the reasons first; `no-go`: comments would be left behind.",
      ),
    reasons: z.array(judgementReason).describe("Why, the most serious first; empty for `go`."),
    samples: z.array(sample),
    cost: trialCost,
    proof: z
      .object({
        databaseCalls: count,
        rowsWritten: count
          .nullable()
          .describe("Including indexes; null if the database does not report it."),
      })
      .describe("The calls to the database, and the rows that it reports as written for them."),
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
    named: count.describe("Comments listed in the ledger."),
    deleted: count.describe("Those of them that were deleted."),
    goneBefore: count.describe("Those of them that someone had deleted before."),
    readerReplies: readerReplies.describe("The setting `reader-replies`."),
    repliesKept: count,
    repliesDeleted: count,
    attachments: z
      .record(z.string(), count)
      .describe(
        "Rows of other tables that were deleted with their comments, such as votes, by table.",
      ),
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
      .describe("`unchanged` if its branch already had exactly this replacement."),
  })
  .meta({
    id: "pullRequest",
    description: "The pull request with the replacement or the archive.",
  });

export const archive = z
  .object({
    folder: z.string().describe("The setting `archive`."),
    pages: count.describe("Pages with a file in the archive."),
    comments: count.describe("Comments in the archive, as far as this run knows them."),
    written: count.describe("Files that were new or changed."),
    unchanged: count,
    removed: count.describe("Files of pages that have no comments any more."),
    hidden: count.describe("Comments in the database that readers don't see."),
    withoutPage: count.describe("Comments that readers see, of pages that could not be traced."),
    pullRequest: pullRequest.nullable().describe("Null if there is none, or none was asked for."),
  })
  .meta({ id: "archive", description: "What became of the archive." });

export const wayBack: z.ZodType<WayBack> = z
  .object({
    bookmark: z.string().describe("Of D1's Time Travel; the earliest one of several shards."),
    command: z.string().describe("The command that restores the database."),
    isFromEarlierRun: z
      .boolean()
      .describe("Whether an earlier run of the same migration wrote first."),
  })
  .meta({
    id: "wayBack",
    description: "How the database is restored to its state before the first write.",
  });

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
    description: "What was done, or in a dry run would be done, with the old shortcodes.",
  });

export const shard = z
  .object(shardPosition)
  .meta({ id: "shard", description: "One of several parts of the pages." });

export const part = z
  .object({
    asked: z
      .object({
        pages: z.array(z.string()).exactOptional(),
        exclude: z.array(z.string()).exactOptional(),
        since: z.string().exactOptional(),
        until: z.string().exactOptional(),
        limit: count.exactOptional(),
      })
      .describe("The settings that were given."),
    chosen: count.describe("Pages with comment sections in the part."),
    others: count.describe("Those of the site that were not asked for, and left as they were."),
  })
  .meta({ id: "part", description: "The part of the site that was asked for." });

/** @param verdict those that a job of this kind can have */
export function shardOf<Verdict extends z.ZodType>(verdict: Verdict) {
  return z.object({
    ...shardPosition,
    verdict: verdict.nullable().describe("Null if its job left no report."),
    pages: pageNumbers.nullable(),
    checkpoint: shardCheckpoint
      .nullable()
      .describe("The one beside its report; null if there is no intact one."),
  });
}

const shardCheckpoint = z
  .object({
    status: z.enum(["running", "done"]),
    completedPages: count,
    failedPages: count,
  })
  .meta({ id: "shardCheckpoint", description: "What the checkpoint of a shard records." });
