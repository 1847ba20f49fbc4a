import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { buildBundles } from "../scripts/build.ts";
import { statement } from "../src/d1/sql/statement.ts";
import { startCloudflareApi } from "../test/parts/d1/cloudflare-api.ts";
import { workerdBackend } from "../test/parts/d1/d1-backend.ts";
import { startEmbeddedHomeserver } from "../test/parts/homeserver/embedded-homeserver.ts";
import { commentsIn, seed } from "../test/parts/homeserver/seed.ts";
import {
  referenceComments,
  referenceConversations,
  writeReferenceSite,
} from "../test/parts/hugo/reference-site.ts";

const matrixDelayMs = 80;
const d1DelayMs = 150;
// Three requests a page of 80 ms each, five pages at once (the default), would alone take 5.5 s.
const concurrency = 16;
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "token",
  databaseName: "comments",
};

/**
 * The terminal command, from its start to its end, on the reference site: each answer of the
 * homeserver comes 80 ms later than it could, each of D1 150 ms; sixteen pages are read at once.
 */
export async function migrateReferenceSite(
  databasesUrl: string,
): Promise<{ readonly seconds: number; readonly d1Requests: number }> {
  const folder = await mkdtemp(join(tmpdir(), "bench-site-"));
  try {
    await writeReferenceSite(join(folder, "site"));
    await buildBundles(join(folder, "dist"));
    await using homeserver = await startEmbeddedHomeserver({
      faults: () => ({ kind: "delay", ms: matrixDelayMs }),
    });
    const comments = commentsIn(await seed(homeserver, referenceConversations()));
    if (comments !== referenceComments) throw new Error(`the site has ${comments} comments`);
    const backend = workerdBackend(databasesUrl);
    const databaseId = randomUUID();
    await using api = await startCloudflareApi(account, {
      backend,
      databaseId,
      delayMs: d1DelayMs,
    });
    const settings = {
      "site-name": "reference-blog",
      "homeserver-url": homeserver.baseUrl,
      "server-name": homeserver.serverName,
      "site-dir": "site",
      "cloudflare-api-token": account.apiToken,
      "cloudflare-account-id": account.accountId,
      "cloudflare-api-base": api.baseUrl,
      "database-name": account.databaseName,
      "log-level": "warn",
      concurrency: String(concurrency),
    };
    const start = performance.now();
    const child = spawn(
      process.execPath,
      [
        join(folder, "dist", "cli.js"),
        ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`),
      ],
      { cwd: folder, env: { HOME: folder }, stdio: ["ignore", "pipe", "pipe"] },
    );
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    await once(child, "close");
    const seconds = (performance.now() - start) / 1000;
    if (child.exitCode !== 0) throw new Error((await output).join(""));
    const count = statement("SELECT count(*) FROM comments");
    const [moved] = await backend.batch(databaseId, [count]);
    if (moved?.rows[0]?.[0] !== comments) throw new Error("comments were lost");
    return { seconds, d1Requests: api.requests.length };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
