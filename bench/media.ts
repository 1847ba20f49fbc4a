import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempDisposable, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { bundleProgram } from "../scripts/build.ts";
import { startCloudflareApi } from "../test/parts/d1/cloudflare-api.ts";
import { listenOnLoopback } from "../test/parts/machine/loopback.ts";
import { type BenchResult, median } from "./figure.ts";

// 1,000 files of 200 kB of 200 pages, from a local server that is as far away as a homeserver is: fetched,
// hashed, written to the disk and flushed, and recorded in a database, against a bare loop
// of the same concurrency that only reads the same answers, in turn. Each in a fresh process, bundled as
// the action is; memory is its most resident memory (maxRSS). Then the same migration once more.

const files = 1_000;
const filesOfPage = 5;
const bytes = 200_000;
const concurrency = 5;
/** Until an answer begins: a homeserver on the internet. */
const latencyMs = 40;
const rounds = 3;
const execute = promisify(execFile);
const measured = z.object({ milliseconds: z.number(), peak: z.number() });

export async function run(): Promise<BenchResult> {
  await using homeserver = await startMedia();
  await using bundles = await mkdtempDisposable(join(tmpdir(), "bench-media-bundles-"));
  const fetcher = join(bundles.path, "media-fetch.mjs");
  await bundleProgram(fileURLToPath(new URL("media-fetch.ts", import.meta.url)), fetcher);
  const ours: number[] = [];
  const loops: number[] = [];
  const peaks: number[] = [];
  let again = { milliseconds: 0, requests: 0 };
  for (let round = 0; round < rounds; round += 1) {
    await using folder = await mkdtempDisposable(join(tmpdir(), "bench-media-"));
    await using api = await startCloudflareApi(
      {
        accountId: "account",
        apiToken: "token",
        databaseName: "bench",
      },
      { databaseId: "bench" },
    );
    const fetchAll = async (by: "migration" | "loop") => {
      const pages = files / filesOfPage;
      const places = { folder: folder.path, apiBase: api.baseUrl, homeserverUrl: homeserver.url };
      const task = JSON.stringify({ by, ...places, pages, filesOfPage, concurrency });
      const before = homeserver.requests();
      const { stdout } = await execute(process.execPath, [fetcher, task]);
      return { ...measured.parse(JSON.parse(stdout)), requests: homeserver.requests() - before };
    };
    loops.push((await fetchAll("loop")).milliseconds);
    const first = await fetchAll("migration");
    ours.push(first.milliseconds);
    peaks.push(first.peak / 1e6);
    const kept = (await readdir(folder.path)).length;
    if (first.requests !== files || kept !== files) throw new Error(`${kept} files were kept`);
    again = await fetchAll("migration");
  }
  const perSecond = (milliseconds: number) => (files * 1000) / milliseconds;
  const of = { bench: "media" } as const;
  const throughput = perSecond(median(ours));
  const limit = perSecond(median(loops));
  return {
    figures: [
      { ...of, figure: "throughput", value: throughput, unit: "files/s" },
      { ...of, figure: "bare-loop", value: limit, unit: "files/s" },
      { ...of, figure: "to-bare-loop", value: throughput / limit, unit: "x", atLeast: 0.9 },
      { ...of, figure: "memory", value: Math.max(...peaks), unit: "MB", atMost: 150 },
      { ...of, figure: "again-requests", value: again.requests, unit: "requests", atMost: 0 },
      { ...of, figure: "again-time", value: again.milliseconds, unit: "ms" },
    ],
  };
}

/** Answers with other bytes for each file, the same ones each time. */
async function startMedia() {
  let requests = 0;
  const pool = randomBytes(bytes);
  const server = createServer(async ({ url = "" }, response) => {
    requests += 1;
    await sleep(latencyMs);
    response.writeHead(200, { "content-type": "image/png", "content-length": bytes });
    const name = Buffer.from(url.padEnd(200));
    response.write(name);
    response.end(pool.subarray(name.length));
  });
  const url = await listenOnLoopback(server);
  return {
    url,
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
}
