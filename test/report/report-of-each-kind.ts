import type { SourceChange } from "../../src/domain/source-change.ts";
import { mergeReports } from "../../src/report/merge-reports.ts";
import type {
  CloudflareUse,
  FailedPage,
  MigrationReport,
  PageState,
  Report,
  ReportedTrial,
} from "../../src/report/report.ts";
import {
  exampleArchive,
  exampleDryRun,
  exampleReport,
  exampleRollback,
  exampleVerification,
} from "./example-report.ts";

const hostile =
  '<img src=x onerror="alert(1)"> ::error::no | [a](javascript:alert(1)) `b` \u001b[2J\u202e';

const good = {
  pages: {
    total: 4,
    completed: 4,
    completedBefore: 0,
    withoutConversation: 0,
    failed: 0,
    remaining: 0,
  },
  comments: { extracted: 30, imported: 30, inserted: 30, failed: 0 },
  progressRate: 1,
  successRate: 1,
  failedPages: [],
} as const;

const months = [
  { month: "2021-03", comments: 4 },
  { month: "2021-04", comments: 9 },
  { month: "2021-11", comments: 17 },
];

function pageList(state: PageState) {
  return ["bread", "jam", "tea", "honey"].map((name, index) => ({
    pageId: `/posts/${name}/`,
    title: `On ${name}`,
    location: { file: `content/posts/${name}.md`, line: 7 },
    state,
    comments: 12 - index * 3,
  }));
}

const used: CloudflareUse = {
  rowsWritten: 7_255,
  rowsRead: 21_954,
  databaseBytes: 1_236_992,
  bytesAdded: null,
  media: null,
};

/** Conversations of the usual kind, and of people who try things. */
const conversations: MigrationReport["conversations"] = [
  {
    pageId: "/2022/06/%C3%BCber-br%C3%B6tchen/",
    title: "Über Brötchen",
    comments: 13,
    shown: [
      shownComment("Ada", 0, "Lovely bread.\n\nI will bake it on Sunday."),
      shownComment("Bert", 1, "Did it work? Mine was flat, and I don’t know what I did wrong."),
      shownComment("Ada", 2, "It did! Let it rest overnight."),
      shownComment("Eve", 3, hostile),
      shownComment(
        hostile,
        0,
        `1. no list\n- none either\n    no code\n> no quote\n# no heading\n${"long".repeat(60)}`,
      ),
    ],
  },
  {
    pageId: "/posts/jam/",
    title: hostile,
    comments: 1,
    shown: [shownComment("Zoë", 0, "Danke 🍓")],
  },
];

function shownComment(authorName: string, depth: number, text: string) {
  return { authorName, createdAt: "2022-06-04T05:06:07.000Z", depth, text };
}

/** A report of a migration without anything that went wrong, with the given parts replaced. */
export function goodReport(overrides: Parameters<typeof exampleReport>[0] = {}) {
  return exampleReport({
    verdict: "complete",
    ...good,
    pageList: pageList("completed"),
    months,
    ...overrides,
  });
}

function change(kind: SourceChange["kind"], result: SourceChange["result"]): SourceChange {
  return {
    ...{ kind, result, comment: `$${kind}-${result}`, pageId: "/posts/bread/" },
    ...{ authorName: hostile, createdAt: "2021-03-04T05:06:07.000Z" },
  };
}

function verification(overrides: Parameters<typeof exampleVerification>[0]) {
  return exampleVerification({
    verdict: "verified",
    ...good,
    pageList: pageList("verified"),
    ...overrides,
  });
}

function dryRun(trial: ReportedTrial, overrides: Parameters<typeof exampleDryRun>[1] = {}) {
  return exampleDryRun(trial, {
    ...good,
    pages: {
      total: 4,
      completed: 0,
      completedBefore: 0,
      withoutConversation: 0,
      failed: 0,
      remaining: 0,
    },
    comments: { extracted: 30, imported: 0, inserted: 0, failed: 0 },
    pageList: pageList("readable"),
    months,
    ...overrides,
  });
}

/** What a dry run found out, with the given parts replaced. */
export function exampleTrial(overrides: Partial<ReportedTrial> = {}): ReportedTrial {
  return {
    judgement: "go",
    reasons: [],
    samples: [
      {
        kind: "plain",
        pageId: "/posts/bread/",
        sourceId: "$plain",
        before: {
          authorId: "@ada:example.org",
          sentAt: "2021-03-01T10:00:00.000Z",
          replyTo: null,
          body: "Lovely bread.\nI will bake it.",
        },
        after: {
          page: "/posts/bread/",
          authorName: "Ada",
          createdAt: "2021-03-01T10:00:00.000Z",
          parentSourceId: null,
          content: "Lovely bread.\nI will bake it.",
        },
      },
      {
        kind: "reply",
        pageId: "/posts/bread/",
        sourceId: "$reply",
        before: {
          authorId: "@eve:example.org",
          sentAt: "2021-03-02T10:00:00.000Z",
          replyTo: "$plain",
          body: hostile,
        },
        after: {
          page: "/posts/bread/",
          authorName: hostile,
          createdAt: "2021-03-02T10:00:00.000Z",
          parentSourceId: "$plain",
          content: hostile,
        },
      },
    ],
    cost: {
      comments: 28,
      alreadyThere: 2,
      sourceRequests: 14,
      databaseCalls: 6,
      databaseRows: 60,
      durationMs: 14_000,
    },
    proof: { databaseCalls: 3, rowsWritten: 0 },
    ...overrides,
  };
}

const failedPages: readonly FailedPage[] = [
  ...Array.from({ length: 40 }, (_, index) => ({
    pageId: `/posts/closed-${index}/`,
    title: `Closed ${index}`,
    location: { file: `content/posts/closed-${index}.md`, line: 3 },
    comments: 0,
    attempts: 2,
    step: "read" as const,
    code: "room-forbidden",
    message: "The homeserver does not let this account read the room.",
    remedy: "Set access-token to that of an account which may read it.",
  })),
  {
    pageId: "/posts/hostile/",
    title: hostile,
    location: { file: "content/posts/hostile (1).md", line: 12 },
    comments: 3,
    attempts: 1,
    step: "import",
    code: "comment-too-large",
    message: `Comment $x of ${hostile} is too long.`,
    remedy: "Set oversized-content to truncate.",
  },
];

const findings: Report["findings"] = [
  {
    severity: "warning",
    code: "duplicate-section",
    message: "The section “bread” stands on two pages.",
    remedy: "Choose a page with duplicate-sections.",
    pageId: "/posts/bread/",
    location: { file: "content/posts/bread.md", line: 7 },
  },
  ...Array.from({ length: 30 }, (_, index) => ({
    severity: "notice" as const,
    code: "orphan-reply",
    message: `A reply by ${hostile} answers a comment that is no longer there ($${index}).`,
    pageId: "/posts/bread/",
  })),
];

/** A report of each verdict, and of each kind of run. */
export const reportOfEachKind: Readonly<Record<string, Report>> = {
  complete: goodReport({ findings: findings.slice(1), conversations, cloudflare: used }),
  "new comments": goodReport({
    comments: { extracted: 33, imported: 33, inserted: 3, failed: 0 },
    comparison: {
      previousRunAt: "2024-04-01T08:30:00.000Z",
      completedThen: 4,
      newlyCompleted: [],
      newlyFailed: [],
      stillFailed: [],
      newComments: [
        { pageId: "/posts/bread/", comments: 2 },
        { pageId: "/posts/tea/", comments: 1 },
      ],
      gone: ["/posts/old/"],
    },
  }),
  partial: goodReport({
    verdict: "partial",
    pages: {
      total: 4,
      completed: 2,
      completedBefore: 1,
      withoutConversation: 0,
      failed: 0,
      remaining: 2,
    },
    progressRate: 0.5,
    findings: [
      {
        severity: "notice",
        code: "time-budget-used",
        message: "The time budget was used up and the run stopped cleanly; 2 pages remain.",
        remedy: "Run it again to resume where it left off.",
      },
    ],
  }),
  failed: goodReport({
    verdict: "failed",
    pages: {
      total: 45,
      completed: 4,
      completedBefore: 0,
      withoutConversation: 0,
      failed: 41,
      remaining: 0,
    },
    comments: { extracted: 33, imported: 30, inserted: 30, failed: 3 },
    successRate: 4 / 45,
    failedPages,
    findings,
    skipped: [{ pageId: "/posts/bread/", reason: "encrypted", sourceIds: ["$a", "$b"] }],
    comparison: {
      previousRunAt: "2024-04-01T08:30:00.000Z",
      completedThen: 0,
      newlyCompleted: ["/posts/bread/"],
      newlyFailed: failedPages.map(({ pageId }) => pageId),
      stillFailed: [],
      newComments: [],
      gone: [],
    },
  }),
  stopped: goodReport({
    verdict: "failed",
    pages: {
      total: 4,
      completed: 1,
      completedBefore: 0,
      withoutConversation: 0,
      failed: 0,
      remaining: 3,
    },
    progressRate: 0.25,
    stoppedBy: {
      code: "d1-auth",
      message: "Cloudflare refused the token.",
      remedy: "Give the token the permission D1: Edit.",
    },
  }),
  "without a page": goodReport({
    verdict: "partial",
    placement: {
      unplaced: [
        {
          from: "https://blog.example/?p=17",
          title: hostile,
          comments: 1_200,
          proposals: [{ pageId: "/posts/bread/", because: "same title" }],
        },
        { from: "1", title: "", comments: 1, proposals: [] },
      ],
      gone: [{ from: "https://blog.example/raffle/", title: "Raffle", comments: 3 }],
      matched: [
        { from: hostile, title: "", comments: 12, pageId: "/posts/bread/", by: "address" },
        { from: "17", title: "", comments: 9, pageId: "/posts/jam/", by: "identifier" },
      ],
    },
  }),
  "a part": goodReport({
    verdict: "partial",
    part: { asked: { pages: ["/posts/**", hostile], until: "2021" }, chosen: 4, others: 36 },
  }),
  "dry run, go": dryRun(exampleTrial(), {
    conversations,
    cloudflare: { ...used, bytesAdded: 57_344, media: { files: 12, bytes: null } },
  }),
  "dry run, caution": dryRun(
    exampleTrial({
      judgement: "caution",
      reasons: [
        {
          judgement: "caution",
          code: "many-orphans",
          message: "4 comments of 30 (13.3%) answer comments that are no longer there.",
          remedy:
            "Look at some of them; if moderators deleted what they answer, you don't have to do anything.",
        },
      ],
    }),
    { findings, cloudflare: { ...used, rowsWritten: 255_000, bytesAdded: 30_000_000 } },
  ),
  "dry run, no-go": dryRun(
    exampleTrial({
      judgement: "no-go",
      reasons: [
        {
          judgement: "no-go",
          code: "pages-failed",
          message: `41 pages could not be read, /posts/closed-0/ first: ${hostile}`,
          remedy: "Fix the failed pages listed below, and run it again.",
        },
      ],
    }),
    {
      verdict: "failed",
      failedPages,
      pages: {
        total: 45,
        completed: 0,
        completedBefore: 0,
        withoutConversation: 0,
        failed: 41,
        remaining: 0,
      },
    },
  ),
  "dry run, known problems": dryRun(
    exampleTrial({
      judgement: "caution",
      reasons: [
        {
          judgement: "caution",
          code: "known-problems",
          message: "1 known problem would still leave comments behind.",
          remedy:
            "Fix the known problems before you migrate: a migration does not use the baseline.",
        },
      ],
    }),
    {
      verdict: "known-problems",
      pages: { ...good.pages, completed: 0, failed: 1 },
      failedPages: failedPages.slice(0, 1).map((page) => ({ ...page, known: true })),
      findings: findings.slice(0, 1).map((finding) => ({ ...finding, known: false })),
      baseline: {
        file: "comment-migration.baseline.json",
        isThere: true,
        new: { errors: 0, warnings: 1 },
        known: { errors: 1, warnings: 0 },
        gone: [
          {
            severity: "error",
            code: "comment-too-large",
            pageId: "/posts/old/",
            file: `content/${hostile}.md`,
            count: 2,
          },
        ],
      },
    },
  ),
  "verification, known problems": verification({
    verdict: "known-problems",
    pages: { ...good.pages, completed: 3, failed: 1 },
    failedPages: failedPages.slice(0, 1).map((page) => ({ ...page, known: true })),
    baseline: {
      file: "comment-migration.baseline.json",
      isThere: true,
      new: { errors: 0, warnings: 0 },
      known: { errors: 1, warnings: 0 },
      gone: [],
    },
  }),
  verified: verification({}),
  followed: goodReport({
    pages: { ...good.pages, completedBefore: 0 },
    comments: { ...good.comments, inserted: 2 },
    comparison: {
      previousRunAt: "2024-04-20T10:00:00.000Z",
      completedThen: 4,
      newlyCompleted: [],
      newlyFailed: [],
      stillFailed: [],
      newComments: [{ pageId: "/posts/jam/", comments: 2 }],
      gone: [],
    },
    changes: [
      change("edited", "applied"),
      change("removed", "applied"),
      change("removed", "emptied"),
      change("edited", "changed-in-target"),
      change("edited", "too-large"),
      change("removed", "not-followed"),
    ],
  }),
  "verified, and changed on both sides since": verification({
    pageList: pageList("outdated"),
    pages: { ...good.pages, withoutConversation: 1, completed: 3 },
    differences: [
      {
        ...{ kind: "missing", cause: "source", comment: "$new", pageId: "/posts/jam/" },
        ...{ seenBy: "database", expected: null, found: null },
      },
      {
        ...{ kind: "removed", cause: "source", comment: "$gone", pageId: "/posts/jam/" },
        ...{ seenBy: "database", expected: null, found: hostile },
      },
      {
        ...{ kind: "text", cause: "target", comment: "$moderated", pageId: "/posts/tea/" },
        ...{ seenBy: "database", expected: "as it was", found: "moderated" },
      },
    ],
  }),
  "verified with differences": verification({
    verdict: "failed",
    pages: {
      total: 4,
      completed: 3,
      completedBefore: 0,
      withoutConversation: 0,
      failed: 1,
      remaining: 0,
    },
    differences: [
      {
        kind: "text",
        comment: "$event",
        pageId: "/posts/bread/",
        cause: "wrong",
        seenBy: "api",
        expected: `as it was\n${hostile}`,
        found: "as it is",
      },
    ],
  }),
  "rolled back": exampleRollback({
    replies: [{ commentId: 77, page: "/posts/bread/", authorName: hostile, isDirect: true }],
  }),
  "rollback rehearsed": exampleRollback(
    { deleted: 0, goneBefore: 0, repliesKept: 0, attachments: {}, replies: [] },
    { verdict: "dry-run" },
  ),
  "rollback refused": exampleRollback(
    { deleted: 0, goneBefore: 0, readerReplies: "refuse", repliesKept: 0, attachments: {} },
    {
      verdict: "failed",
      stoppedBy: {
        code: "reader-replies",
        message: "Readers have answered moved comments (1 reply), so nothing was removed.",
        remedy: "Set reader-replies to keep or delete, and run it again.",
      },
    },
  ),
  archived: exampleArchive(),
  "archived in a pull request": exampleArchive(
    {
      pullRequest: { number: 7, url: "https://github.com/octo/blog/pull/7", state: "updated" },
    },
    { findings: findings.slice(0, 1) },
  ),
  "archived as it was": exampleArchive({ written: 0, unchanged: 12, removed: 0 }),
  "archived without a pull request": exampleArchive({}, { verdict: "failed" }),
  replaced: goodReport({
    replacement: {
      to: "pull-request",
      dryRun: false,
      replaced: 2,
      removed: 1,
      kept: 1,
      files: ["content/posts/bread.md", `content/${hostile}.md`],
      pullRequest: { number: 7, url: "https://github.com/octo/blog/pull/7", state: "created" },
    },
    findings: [
      {
        severity: "warning",
        code: "replace-by-template",
        message:
          "The comments of 2 pages are shown by templates, where no shortcode can be replaced; the old widget is here.",
        remedy:
          'Write a file layouts/partials/comments/provider/moved-comments.html into your site that holds {{ partial "d1-comments.html" . }}, and set params.comments.provider in hugo.toml, line 7, to "moved-comments".',
        location: { file: "themes/stack/layouts/partials/comments/provider/cactus.html", line: 4 },
      },
    ],
  }),
  "a shard": goodReport({ shard: { number: 1, of: 2 } }),
  "all shards": mergeReports([
    {
      report: goodReport({ shard: { number: 1, of: 2 } }),
      checkpoint: { status: "done", completedPages: 4, failedPages: 0 },
    },
  ]),
  "all shards of a dry run": mergeReports([
    { report: dryRun(exampleTrial(), { shard: { number: 1, of: 2 } }), checkpoint: null },
    { report: dryRun(exampleTrial(), { shard: { number: 2, of: 2 } }), checkpoint: null },
  ]),
  "all shards of a verification": mergeReports([
    { report: verification({ shard: { number: 1, of: 1 } }), checkpoint: null },
  ]),
};
