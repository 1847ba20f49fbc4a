import type {
  ArchiveReport,
  DryRunReport,
  JobReport,
  MigrationReport,
  ReportedTrial,
  RollbackReport,
  VerificationReport,
} from "../../src/report/report.ts";

/** The report of a job about all pages or a shard of them, which is not put together from others. */
type OfJob<Kind> = Extract<Kind, JobReport>;

const common = {
  schemaVersion: 1,
  site: {
    siteName: "example-blog",
    source: "https://matrix.example.org",
    database: "comments",
    databaseIs: "remote",
  },
  startedAt: "2024-05-01T10:00:00.000Z",
  finishedAt: "2024-05-01T10:00:12.300Z",
  durationMs: 12_300,
  scan: {
    resolvedBy: "hugo",
    discoveredBy: "build",
    counts: { contentFiles: 9, withSection: 5, draft: 1, future: 0, expired: 0, unrendered: 0 },
  },
  stoppedBy: null,
  findings: [],
  phases: [
    { phase: "scan", durationMs: 900 },
    { phase: "start", durationMs: 400 },
    { phase: "read", durationMs: 8_000 },
    { phase: "import", durationMs: 2_500 },
    { phase: "finish", durationMs: 500 },
  ],
} as const;

const ofPages = {
  shard: null,
  pages: {
    total: 4,
    completed: 2,
    completedBefore: 1,
    withoutConversation: 0,
    failed: 1,
    remaining: 1,
  },
  comments: { extracted: 30, imported: 30, inserted: 12, failed: 0 },
  progressRate: 0.75,
  successRate: 2 / 3,
  failedPages: [
    {
      pageId: "/posts/broken/",
      title: "Broken",
      location: { file: "content/posts/broken.md", line: 9 },
      comments: 0,
      attempts: 2,
      step: "read",
      code: "homeserver-unreachable",
      message: "The homeserver did not answer.",
      remedy: "Try again later.",
    },
  ],
  skipped: [],
} as const;

const months = [
  { month: "2023-11", comments: 10 },
  { month: "2024-02", comments: 20 },
];

const noCheckpoint = {
  source: "none",
  file: ".comment-migration/checkpoint.json",
  notes: [],
} as const;

function pageList(state: JobReport["pageList"][number]["state"]): JobReport["pageList"] {
  return [
    {
      pageId: "/posts/bread/",
      title: "Bread",
      location: { file: "content/posts/bread.md", line: 7 },
      state,
      comments: 12,
    },
    {
      pageId: "/posts/broken/",
      title: "Broken",
      location: { file: "content/posts/broken.md", line: 9 },
      state: "failed",
      comments: 0,
    },
  ];
}

/** A report of a migration of four pages, with the given parts replaced. */
export function exampleReport(
  overrides: Partial<OfJob<MigrationReport>> = {},
): OfJob<MigrationReport> {
  return {
    ...common,
    ...ofPages,
    mode: "migrate",
    verdict: "failed",
    checkpoint: { source: "cache", file: ".comment-migration/checkpoint.json", notes: [] },
    pageList: pageList("completed"),
    differences: [],
    changes: [],
    months,
    comparison: null,
    wayBack: null,
    ...overrides,
  };
}

/** A report of a dry run, with the given parts replaced. */
export function exampleDryRun(
  trial: ReportedTrial,
  overrides: Partial<OfJob<DryRunReport>> = {},
): OfJob<DryRunReport> {
  return {
    ...common,
    ...ofPages,
    mode: "dry-run",
    verdict: "dry-run",
    checkpoint: noCheckpoint,
    pageList: pageList("readable"),
    changes: [],
    months,
    trial,
    ...overrides,
  };
}

/** A report of a verification, with the given parts replaced. */
export function exampleVerification(
  overrides: Partial<OfJob<VerificationReport>> = {},
): OfJob<VerificationReport> {
  return {
    ...common,
    ...ofPages,
    mode: "verify",
    verdict: "failed",
    checkpoint: noCheckpoint,
    pageList: pageList("verified"),
    differences: [],
    ...overrides,
  };
}

/** A report of an archive, with the given parts replaced. */
export function exampleArchive(
  archive: Partial<ArchiveReport["archive"]> = {},
  overrides: Partial<ArchiveReport> = {},
): ArchiveReport {
  const { scan: _, site, ...ofDatabase } = common;
  return {
    ...ofDatabase,
    mode: "archive",
    verdict: "archived",
    site: { ...site, siteName: "", source: "" },
    checkpoint: noCheckpoint,
    archive: {
      folder: "data/comments",
      ...{ pages: 12, comments: 340, written: 2, unchanged: 10, removed: 1 },
      ...{ hidden: 4, withoutPage: 1, pullRequest: null },
      ...archive,
    },
    ...overrides,
  };
}

/** A report of a rollback, with the given parts replaced. */
export function exampleRollback(
  rollback: Partial<RollbackReport["rollback"]> = {},
  overrides: Partial<RollbackReport> = {},
): RollbackReport {
  return {
    ...common,
    mode: "rollback",
    verdict: "rolled-back",
    checkpoint: noCheckpoint,
    rollback: {
      named: 12,
      deleted: 11,
      goneBefore: 1,
      readerReplies: "keep",
      repliesKept: 1,
      repliesDeleted: 0,
      attachments: { votes: 3 },
      replies: [{ commentId: 77, page: "/posts/bread/", authorName: "Eve", isDirect: true }],
      ...rollback,
    },
    wayBack: null,
    ...overrides,
  };
}
