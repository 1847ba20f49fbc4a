import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiTransport } from "../src/d1/api/api-transport.ts";
import type { D1Transport } from "../src/d1/transport/transport.ts";
import type { CommentRow } from "../src/domain/comment-row.ts";
import { classicSchema } from "../src/targets/classic/schema.ts";
import { startWranglerDev } from "../test/parts/d1/wrangler-dev.ts";
import { type BenchResult, type Figure, median, type Peers } from "./figure.ts";
import { importByGarrul } from "./import-garrul.ts";
import { importMany } from "./import-many.ts";
import { insertEachByWrangler } from "./import-original.ts";
import { migrateReferenceSite } from "./import-site.ts";
import { importIntoTargets, post } from "./import-targets.ts";
import { referenceRows, timeOf, timeOfImport } from "./import-time.ts";

// The import of 655 comments of 115 pages, ledger included, into D1 on workerd, against
// - the way of the original tool: one `wrangler d1 execute` for each comment (a sample, scaled up);
// - Garrul's importer, where --garrul names a checkout of KingPin/Garrul with its packages;
// - the physical limit: one bare batch request of the same rows to the same endpoint, without ledger;
//   for each comment system, of the rows that the import wrote into its tables.
// Then the whole job on servers that are as slow as the internet, and 100,000 comments.

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
    const targets = await importIntoTargets(
      databasesUrl,
      (databaseId) => apiTransport(databasesUrl, databaseId),
      rows,
    );
    const original = await insertEachByWrangler(join(folder, "original"), rows);
    const garrul = await importByGarrul(peers.garrul, folder);
    const site = await migrateReferenceSite(databasesUrl);
    const many = await importMany(databasesUrl, folder);

    const api = median(byApi);
    const originalAll = original.msPerComment * rows.length;
    const figures: Omit<Figure, "bench">[] = [
      { figure: "api", value: api, unit: "ms" },
      { figure: "bare-batch", value: median(bare), unit: "ms" },
      { figure: "api-to-bare-batch", value: api / median(bare), unit: "x", atMost: 2 },
      ...targets.map(({ name, toBareBatch }) => ({
        figure: `${name}-to-bare-batch`,
        value: toBareBatch,
        unit: "x",
        atMost: 2,
      })),
      { figure: "original-scaled", value: originalAll, unit: "ms" },
      { figure: "api-faster-than-original", value: originalAll / api, unit: "x", atLeast: 1000 },
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

async function timeOfBareBatch(databasesUrl: string, rows: readonly CommentRow[]): Promise<number> {
  const url = `${databasesUrl}/${randomUUID()}/raw`;
  await post(
    url,
    classicSchema().create.map((sql) => ({ sql })),
  );
  const sql = `INSERT INTO comments
(page_id, author_name, content, created_at, ip_address, content_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)`;
  return timeOf(async () => {
    await post(
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
    );
  });
}

function apiTransport(databasesUrl: string, databaseId: string = randomUUID()): D1Transport {
  return createApiTransport({ databasesUrl, databaseId, apiToken: "none", databaseName: "bench" });
}
