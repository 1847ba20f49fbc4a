import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { Checkpoint } from "../src/checkpoint/checkpoint.ts";
import { createApiTransport } from "../src/d1/api/api-transport.ts";
import type { Comment } from "../src/domain/comment.ts";
import type { Page } from "../src/domain/page.ts";
import { migrate } from "../src/migration/migrate.ts";
import { Stopwatch } from "../src/migration/stopwatch.ts";
import { keepHeapSmall } from "../src/run/small-heap.ts";
import { blog, targetOn } from "../test/parts/d1/target-on.ts";
import { scanOf } from "../test/parts/hugo/site-scan.ts";

// A migration of 100,000 comments on 2,000 pages from memory, with checkpoint, through the API at
// the address given. Prints the time of each 10,000 comments and the peak memory of this process.

keepHeapSmall();
const pages = 2_000;
const commentsPerPage = 50;
const perMeasurement = 10_000;
const databasesUrl = process.argv[2] ?? "";
const folder = mkdtempSync(join(tmpdir(), "bench-many-"));
const never = new AbortController().signal;
const now = () => new Date();

const transport = createApiTransport({
  databasesUrl,
  databaseId: randomUUID(),
  apiToken: "none",
  databaseName: "bench",
});
const { checkpoint } = await Checkpoint.open({
  file: join(folder, "checkpoint.json"),
  fingerprint: { source: "cactus:s", site: "s", database: "d", schema: "classic" },
  now,
});
const times: number[] = [];
let last = performance.now();
let done = 0;
await migrate(
  {
    source: {
      names: [blog],
      expectedComments: async () => 0,
      findConversations: async () => [],
      readPage: async (page) => ({ comments: commentsOf(page), threads: [], skipped: [] }),
    },
    target: targetOn(transport, { runId: "bench", maxRetries: 0 }),
    memory: checkpoint,
    observer: {
      scanned() {},
      pageStarted() {},
      noticed() {},
      pageDone(outcome) {
        if (outcome.state !== "completed") throw new Error(JSON.stringify(outcome));
        done += outcome.comments;
        if (done % perMeasurement !== 0) return;
        times.push(performance.now() - last);
        last = performance.now();
      },
    },
    stopwatch: new Stopwatch(now, "start"),
    now,
  },
  scanOf(Array.from({ length: pages }, (_, n) => pageOf(n))),
  { concurrency: 5, batchSize: 250, delayBetweenBatches: 0, believeDatabase: true },
  never,
);
await checkpoint.save();
await checkpoint.close();
rmSync(folder, { recursive: true });
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ comments: done, times, peakMegabytes }));

function pageOf(n: number): Page {
  const pageId = `/posts/${String(n).padStart(5, "0")}/`;
  const location = { file: `content/${n}.md`, line: 1 };
  return {
    pageId,
    title: `Post ${n}`,
    file: location.file,
    threads: [{ threadId: `${n}`, location }],
  };
}

function commentsOf({ pageId }: Page): readonly Comment[] {
  return Array.from({ length: commentsPerPage }, (_, n) => ({
    sourceId: `$${pageId}${n}`.padEnd(44, "x"),
    source: "cactus:example.org/blog",
    authorId: `@reader${n}:example.org`,
    authorName: `Reader ${n}`,
    body: `Comment ${n} on ${pageId}. ${"It worked for me after I had read it twice. ".repeat(4)}`,
    sentAt: 1_600_000_000_000 + n * 60_000,
    replyTo: n % 3 === 2 ? `$${pageId}${n - 1}`.padEnd(44, "x") : null,
  }));
}
