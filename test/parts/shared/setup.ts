import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import type { TestProject } from "vitest/node";
import { z } from "zod";
import { buildBundles } from "../../../scripts/build.ts";
import { startWranglerDev } from "../d1/wrangler-dev.ts";
import { readExampleConversations, seed } from "../homeserver/seed.ts";
import { startSynapse } from "../homeserver/synapse.ts";
import { listenOnLoopback } from "../machine/loopback.ts";

// vitest's own process starts what is expensive and can be used by several suites, when one first asks
// for it (shared-parts.ts), and ends it after the last suite.

declare module "vitest" {
  interface ProvidedContext {
    /** Where suites ask for shared parts. */
    readonly sharedParts: string;
  }
}

const roomToCreate = z.object({
  siteName: z.string(),
  threadId: z.string(),
  moderators: z.array(
    z.object({ userId: z.string(), accessToken: z.string(), isGuest: z.boolean() }),
  ),
});

const running = new AsyncDisposableStack();
const synapse = once(async () => running.use(await startSynapse()));
const wranglerDev = once(async () => running.use(await startWranglerDev()));
const exampleSite = once(async () => seed(await synapse(), await readExampleConversations()));
const bundles = once(async () => {
  const folder = await mkdtemp(join(tmpdir(), "bundles-"));
  running.defer(() => rm(folder, { recursive: true, force: true }));
  await buildBundles(folder);
  return folder;
});

/** The answers, by the path of a request. */
const answers = new Map<string, (asked: unknown) => Promise<unknown>>([
  ["/synapse", synapse],
  ["/example-site", async () => [...(await exampleSite())]],
  ["/wrangler-dev", wranglerDev],
  ["/bundles", bundles],
  [
    "/room",
    async (asked) => {
      const { siteName, threadId, moderators } = roomToCreate.parse(asked);
      return (await synapse()).createRoom(siteName, threadId, { moderators });
    },
  ],
]);

/** Called by vitest before the first suite of the project. */
export async function setup(project: TestProject): Promise<void> {
  const server = createServer(async (request, response) => {
    try {
      const answer = answers.get(request.url ?? "");
      if (answer === undefined) throw new Error(`there is no shared part ${request.url}`);
      response.end(JSON.stringify(await answer(await json(request))));
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.stack : String(error));
    }
  });
  // The last one started is the first to go, the server after all.
  running.defer(() => server[Symbol.asyncDispose]());
  running.defer(() => server.closeAllConnections());
  project.provide("sharedParts", await listenOnLoopback(server));
}

/** Called by vitest after the last suite of the project. */
export async function teardown(): Promise<void> {
  await running.disposeAsync();
}

function once<T>(start: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => {
    started ??= start();
    return started;
  };
}
