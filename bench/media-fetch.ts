import { performance } from "node:perf_hooks";
import pMap from "p-map";
import { z } from "zod";
import { createApiTransport } from "../src/d1/api/api-transport.ts";
import type { Attachment } from "../src/domain/comment.ts";
import type { CommentSource } from "../src/domain/ports.ts";
import { createFolderStore } from "../src/media/folder-store.ts";
import { keepingMedia } from "../src/media/keep-media.ts";
import { keepHeapSmall } from "../src/run/small-heap.ts";
import { createCactusSource } from "../src/sources/cactus/comment-source.ts";
import { blog, targetOn } from "../test/parts/d1/target-on.ts";

// Fetches media in a process of its own: as a migration does, or by a bare loop that only reads the
// same answers. Prints what it took.

// As both hosts do first.
keepHeapSmall();

const task = z.object({
  by: z.enum(["migration", "loop"]),
  homeserverUrl: z.string(),
  folder: z.string(),
  apiBase: z.string(),
  pages: z.number(),
  filesOfPage: z.number(),
  concurrency: z.number(),
});
const { by, homeserverUrl, folder, apiBase, pages, filesOfPage, concurrency } = task.parse(
  JSON.parse(process.argv[2] ?? ""),
);
const never = new AbortController().signal;
const pageNumbers = Array.from({ length: pages }, (_, page) => page);
const idsOf = (page: number) =>
  Array.from({ length: filesOfPage }, (_, file) => String(page * filesOfPage + file));

async function migration() {
  const transport = createApiTransport({
    databasesUrl: `${apiBase}/accounts/account/d1/database`,
    apiToken: "token",
    databaseId: "bench",
    databaseName: "bench",
  });
  const target = targetOn(transport, { keepsMedia: true });
  await target.prepare({ readOnly: false }, never);
  const cactus = createCactusSource({
    homeserverUrl,
    serverName: "a.example",
    siteNames: ["bench"],
    accessToken: "token",
    maxRetries: 0,
    concurrency,
    keepsMedia: true,
  });
  const source: CommentSource = { ...cactus, readPage: async ({ pageId }) => pageWith(pageId) };
  const store = createFolderStore({ folder, address: "/comment-media" });
  const records = target.media;
  const limits = { concurrency, mostBytes: 25 * 1024 * 1024, readOnly: false };
  const keeping = keepingMedia(source, { store, records, ...limits });
  return async (page: number): Promise<void> => {
    await keeping.readPage({ pageId: String(page), title: "", file: "", threads: [] }, never);
  };
}

function pageWith(pageId: string) {
  const addresses = idsOf(Number(pageId)).map((id) => `mxc://a.example/${id}`);
  const comment = { source: blog, authorId: "", authorName: "", sentAt: 0, replyTo: null };
  return {
    threads: [],
    skipped: [],
    comments: addresses.map((sourceId) => ({ ...comment, sourceId, body: sourceId })),
    media: addresses.map((address) => {
      const attachment: Attachment = { address, kind: "file" };
      return {
        comment: address,
        attachments: [attachment],
        textsWith: (placeOf: (one: Attachment) => { readonly address: string } | undefined) => ({
          body: placeOf(attachment)?.address ?? "",
        }),
      };
    }),
  };
}

async function loop(page: number): Promise<void> {
  for (const id of idsOf(page)) {
    const address = `${homeserverUrl}/_matrix/client/v1/media/download/a.example/${id}`;
    const { body } = await fetch(address, { headers: { Authorization: "Bearer token" } });
    for await (const _ of body ?? []);
  }
}

const read = by === "migration" ? await migration() : loop;
const start = performance.now();
await pMap(pageNumbers, read, { concurrency });
const milliseconds = performance.now() - start;
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ milliseconds, peak }));
