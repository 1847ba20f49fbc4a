import type { Report } from "../../src/report/report.ts";

/** A report of a run over four pages, with the given parts replaced. */
export function exampleReport(overrides: Partial<Report> = {}): Report {
  const failedPages = [
    {
      pageId: "/posts/broken/",
      title: "Broken",
      location: { file: "content/posts/broken.md", line: 9 },
      comments: 0,
      attempts: 2,
      step: "read" as const,
      code: "homeserver-unreachable",
      message: "The homeserver did not answer.",
      remedy: "Try again later.",
    },
  ];
  return {
    schemaVersion: 1,
    verdict: "failed",
    mode: "migrate",
    shard: null,
    shards: null,
    site: {
      siteName: "example-blog",
      homeserver: "https://matrix.example.org",
      database: "comments",
      databaseIs: "remote",
    },
    startedAt: "2024-05-01T10:00:00.000Z",
    finishedAt: "2024-05-01T10:00:12.300Z",
    durationMs: 12_300,
    pages: { total: 4, completed: 2, completedBefore: 1, failed: 1, remaining: 1 },
    comments: { extracted: 30, imported: 30, inserted: 12, failed: 0 },
    progressRate: 0.75,
    successRate: 2 / 3,
    scan: {
      resolvedBy: "hugo",
      discoveredBy: "build",
      counts: { contentFiles: 9, withSection: 5, draft: 1, future: 0, expired: 0, unrendered: 0 },
    },
    checkpoint: { source: "cache", file: ".comment-migration/checkpoint.json", notes: [] },
    stoppedBy: null,
    failedPages,
    pageList: [
      {
        pageId: "/posts/bread/",
        title: "Bread",
        location: { file: "content/posts/bread.md", line: 7 },
        state: "completed",
        comments: 12,
      },
      {
        pageId: "/posts/broken/",
        title: "Broken",
        location: { file: "content/posts/broken.md", line: 9 },
        state: "failed",
        comments: 0,
      },
    ],
    findings: [],
    differences: [],
    phases: [
      { phase: "scan", durationMs: 900 },
      { phase: "start", durationMs: 400 },
      { phase: "read", durationMs: 8_000 },
      { phase: "import", durationMs: 2_500 },
      { phase: "finish", durationMs: 500 },
    ],
    months: [
      { month: "2023-11", comments: 10 },
      { month: "2024-02", comments: 20 },
    ],
    comparison: null,
    trial: null,
    rollback: null,
    skipped: [],
    ...overrides,
  };
}
