import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CommentRow } from "../src/comment/comment-row.ts";
import { contentHash } from "../src/comment/content-hash.ts";
import { createApiTransport } from "../src/d1/api/api-transport.ts";
import { createTargetOn } from "../src/d1/comment-target.ts";
import { classicSchema } from "../src/d1/schemas/classic.ts";
import type { D1Transport } from "../src/d1/transport/transport.ts";
import { createWranglerTransport } from "../src/d1/wrangler-transport.ts";
import { wranglerPath } from "../test/e2e/migration-site.ts";
import { referenceComments, referencePages } from "../test/parts/reference-site.ts";
import { startWranglerDev } from "../test/parts/wrangler-dev.ts";
import { type BenchResult, type Figure, median, type Peers } from "./figure.ts";
import { importByGarrul } from "./import-garrul.ts";
import { importMany } from "./import-many.ts";
import { insertEachByWrangler } from "./import-original.ts";
import { migrateReferenceSite } from "./import-site.ts";

// The import of 655 comments of 115 pages, ledger included, into D1 on workerd, against
// - the way of the original tool: one `wrangler d1 execute` for each comment (a sample, scaled up);
// - Garrul's importer, where --garrul names a checkout of KingPin/Garrul with its packages;
// - the physical limit: one bare batch request of the same rows to the same endpoint, without ledger.
// Then the whole job on servers that are as slow as the internet, and 100,000 comments.

const never = new AbortController().signal;
const rounds = 9;

export async function run(peers: Peers): Promise<BenchResult> {
  await using dev = await startWranglerDev();
  const { databasesUrl } = dev;
  const folder = await mkdtemp(join(tmpdir(), "bench-import-"));
  try {
    const rows = referenceRows();
    const [byApi, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      byApi.push(await timeOfImport(apiTransport(databasesUrl), rows));
      bare.push(await timeOfBareBatch(databasesUrl, rows));
    }
    const wrangler = localWrangler(join(folder, "ours"));
    const byWrangler = await timeOfImport(wrangler, rows);
    const original = await insertEachByWrangler(join(folder, "original"), rows);
    const starts: number[] = [];
    for (let round = 0; round < 3; round += 1) starts.push(await timeOf(() => select1(wrangler)));
    const garrul = await importByGarrul(peers.garrul, folder);
    const site = await migrateReferenceSite(databasesUrl);
    const many = await importMany(databasesUrl, folder);

    const api = median(byApi);
    const originalAll = original.msPerComment * rows.length;
    const figures: Omit<Figure, "bench">[] = [
      { figure: "api", value: api, unit: "ms" },
      { figure: "wrangler", value: byWrangler, unit: "ms" },
      { figure: "wrangler-start", value: median(starts), unit: "ms" },
      { figure: "bare-batch", value: median(bare), unit: "ms" },
      { figure: "api-to-bare-batch", value: api / median(bare), unit: "x", atMost: 2 },
      { figure: "original-scaled", value: originalAll, unit: "ms" },
      { figure: "api-faster-than-original", value: originalAll / api, unit: "x", atLeast: 1000 },
      {
        figure: "wrangler-faster-than-original",
        value: originalAll / byWrangler,
        unit: "x",
        atLeast: 100,
      },
      ...(garrul === undefined
        ? []
        : [
            { figure: "garrul-scaled", value: garrul.msPerComment * rows.length, unit: "ms" },
            {
              figure: "api-faster-than-garrul",
              value: (garrul.msPerComment * rows.length) / api,
              unit: "x",
              atLeast: 1000,
            },
          ]),
      { figure: "slow-internet-site", value: site.seconds, unit: "s", atMost: 5 },
      {
        figure: "slow-internet-site-d1-requests",
        value: site.d1Requests,
        unit: "requests",
        atMost: 12,
      },
      { figure: "100000-comments", value: many.msPerComment, unit: "ms/comment" },
      { figure: "100000-comments-last-to-first", value: many.growth, unit: "x", atMost: 1.5 },
      { figure: "100000-comments-peak-memory", value: many.peakMegabytes, unit: "MB", atMost: 250 },
    ];
    return {
      figures: figures.map((figure) => ({ bench: "import", ...figure })),
      skipped:
        garrul === undefined
          ? ["api-faster-than-garrul: --garrul names no checkout of KingPin/Garrul"]
          : [],
    };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** From the first row to the last id, into a database whose tables are there. */
async function timeOfImport(transport: D1Transport, rows: readonly CommentRow[]): Promise<number> {
  const target = createTargetOn(transport, { runId: "bench", maxRetries: 0 });
  await target.prepare({ readOnly: false }, never);
  return timeOf(async () => {
    const { inserted } = await target.importRows(rows, never);
    if (inserted.size !== rows.length) throw new Error("rows were lost");
  });
}

async function timeOfBareBatch(databasesUrl: string, rows: readonly CommentRow[]): Promise<number> {
  const url = `${databasesUrl}/${randomUUID()}/raw`;
  await post(
    url,
    classicSchema().create.map((sql) => ({ sql })),
  );
  const sql = `INSERT INTO comments
(page_id, author_name, content, created_at, ip_address, content_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)`;
  return timeOf(() =>
    post(
      url,
      rows.map((row) => ({
        sql,
        params: [
          row.pageId,
          row.authorName,
          row.content,
          row.createdAt,
          row.ipAddress,
          row.contentHash,
        ],
      })),
    ),
  );
}

async function post(url: string, batch: readonly object[]): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ batch }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
}

function apiTransport(databasesUrl: string): D1Transport {
  const databaseId = randomUUID();
  return createApiTransport({ databasesUrl, databaseId, apiToken: "none", databaseName: "bench" });
}

function localWrangler(folder: string): D1Transport {
  return createWranglerTransport({
    wranglerPath,
    wranglerCwd: tmpdir(),
    persistTo: folder,
    databaseName: "bench",
    mode: "local",
    env: process.env,
  });
}

async function select1(transport: D1Transport): Promise<void> {
  await transport.run([{ sql: "SELECT 1", params: [] }], never);
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function referenceRows(): readonly CommentRow[] {
  const text = "It worked for me after I had read it twice; the crust was thick, the crumb open. ";
  return Array.from({ length: referenceComments }, (_, n) => {
    const pageId = `/posts/a-post-about-bread-${n % referencePages}/`;
    const content = `${n}: ${text.repeat(2)} It's good.`;
    const isReply = n >= referencePages && n % 3 === 0;
    return {
      eventId: eventId(n),
      pageId,
      parentEventId: isReply ? eventId(n - referencePages) : null,
      authorName: `Reader ${n % 20}`,
      content,
      createdAt: new Date(1_600_000_000_000 + n * 60_000).toISOString(),
      ipAddress: "migrated",
      contentHash: contentHash(pageId, "Reader", content),
    };
  });
}

/** As long as those of room versions 4 and later. */
function eventId(n: number): string {
  return `$${String(n).padStart(6, "0")}${"abcdefghijklmnopqrstuvwxyzABCDEFGHIJK"}`;
}
