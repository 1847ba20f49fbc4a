import { performance } from "node:perf_hooks";
import pMap from "p-map";
import { z } from "zod";
import { keepHeapSmall } from "../src/run/small-heap.ts";
import { createCactusSource } from "../src/sources/cactus/comment-source.ts";

// Reads rooms in a process of its own: by our source, or by a bare pager that only fetches and parses
// the same pages. Prints what it took.

// As both hosts do first.
keepHeapSmall();

const task = z.object({
  by: z.enum(["source", "pager"]),
  homeserverUrl: z.string(),
  serverName: z.string(),
  siteName: z.string(),
  token: z.string(),
  rooms: z.array(z.object({ threadId: z.string(), roomId: z.string() })),
  concurrency: z.number(),
});
const timelinePage = z.object({ chunk: z.array(z.unknown()), end: z.string().optional() });
const pageSize = 500;

const { by, homeserverUrl, serverName, siteName, token, rooms, concurrency } = task.parse(
  JSON.parse(process.argv[2] ?? ""),
);
const never = new AbortController().signal;
const options = {
  homeserverUrl,
  serverName,
  siteNames: [siteName],
  accessToken: token,
  concurrency,
  pageSize,
};
const source = createCactusSource({ ...options, maxRetries: 0 });

async function readBySource(threadId: string): Promise<number> {
  const location = { file: "", line: 1 };
  const page = { pageId: threadId, title: "", file: "", threads: [{ threadId, location }] };
  return (await source.readPage(page, never)).comments.length;
}

async function readByPager(roomId: string): Promise<number> {
  const address = `${homeserverUrl}/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/messages`;
  let messages = 0;
  let from = "";
  while (true) {
    const response = await fetch(`${address}?dir=b&limit=${pageSize}${from}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const text = await response.text();
    const { chunk, end } = timelinePage.parse(JSON.parse(text));
    messages += chunk.length;
    if (end === undefined) return messages;
    from = `&from=${encodeURIComponent(end)}`;
  }
}

const start = performance.now();
const counts = await pMap(
  rooms,
  ({ threadId, roomId }) => (by === "source" ? readBySource(threadId) : readByPager(roomId)),
  { concurrency },
);
const milliseconds = performance.now() - start;
const messages = counts.reduce((sum, count) => sum + count, 0);
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ messages, milliseconds, peakMegabytes }));
