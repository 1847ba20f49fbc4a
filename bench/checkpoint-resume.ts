import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Checkpoint } from "../src/checkpoint/checkpoint.ts";
import { row } from "../test/d1/stored-rows.ts";
import { startCloudflareApi } from "../test/parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../test/parts/d1/d1-backend.ts";
import { createSqliteTransport } from "../test/parts/d1/sqlite-transport.ts";
import { targetOn } from "../test/parts/d1/target-on.ts";
import { listenOnLoopback } from "../test/parts/machine/loopback.ts";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
const pages = 10_000;

/**
 * What the bundle takes to find that all but one of 10,000 pages are complete, from its start to its
 * end, and how many requests the homeserver got for those.
 */
export async function resumeCompleted(folder: string) {
  const site = join(folder, "site");
  mkdirSync(join(site, "content", "posts"), { recursive: true });
  const publicDir = join(site, "public");
  writeFileSync(join(site, "hugo.toml"), 'baseURL = "https://example.org/"\n');
  for (let index = 0; index < pages; index += 1) {
    const text = `---\ntitle: Post ${index}\n---\nA text.\n\n{{< chat section-${index} >}}\n`;
    writeFileSync(join(site, "content", "posts", `post-${index}.md`), text);
    const built = join(publicDir, "posts", `post-${index}`);
    mkdirSync(built, { recursive: true });
    const widget = `initComments({siteName:"bench",commentSectionId:"section-${index}"})`;
    writeFileSync(join(built, "index.html"), `<script>${widget}</script>`);
  }
  const transport = createSqliteTransport(1_900_000);
  const target = targetOn(transport, { runId: "earlier", maxRetries: 0 });
  const never = new AbortController().signal;
  await target.prepare({ readOnly: false }, never);
  const rows = Array.from({ length: pages }, (_, index) =>
    row(`$${index}`, { pageId: `/posts/post-${index}/` }),
  );
  const { imported } = await target.importRows(rows, never);
  let requests = 0;
  const homeserver = createServer((_, response) => {
    requests += 1;
    response.writeHead(500).end();
  });
  const homeserverUrl = await listenOnLoopback(homeserver);
  await using api = await startCloudflareApi(account, { backend: sqliteBackend(transport) });
  const file = join(folder, "checkpoint.json");
  const { checkpoint } = await Checkpoint.open({
    file,
    fingerprint: {
      source: "cactus:example.org",
      site: "bench",
      database: "remote comments",
      schema: "classic",
    },
    now: () => new Date(),
  });
  await checkpoint.start(pages);
  await checkpoint.rebuild(imported);
  await checkpoint.save();
  await checkpoint.close();
  const args = {
    "site-dir": site,
    "site-name": "bench",
    "server-name": "example.org",
    "homeserver-url": homeserverUrl,
    "database-name": account.databaseName,
    "cloudflare-api-token": account.apiToken,
    "cloudflare-account-id": account.accountId,
    "cloudflare-api-base": api.baseUrl,
    "checkpoint-file": file,
    "report-dir": join(folder, "report"),
    shortcodes: "chat",
    "public-dir": publicDir,
    "log-level": "warn",
  };
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [cli, ...Object.entries(args).map(([name, value]) => `--${name}=${value}`)],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  const [status] = await once(child, "exit");
  const milliseconds = performance.now() - start;
  homeserver.close();
  if (status !== 0) throw new Error(output);
  return { milliseconds, requests, startMs: bareStart() };
}

/** What Node itself takes to start and end. */
function bareStart(): number {
  const start = performance.now();
  spawnSync(process.execPath, ["-e", ""]);
  return performance.now() - start;
}
