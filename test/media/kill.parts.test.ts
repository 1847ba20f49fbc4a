import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkOutSite } from "../e2e/migration-site.ts";
import { remoteSettings } from "../e2e/run-migration.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import { createSqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { startEmbeddedHomeserver } from "../parts/homeserver/embedded-homeserver.ts";
import { plainPng } from "../parts/homeserver/plain-png.ts";
import { compileCache } from "../parts/machine/compile-cache.ts";
import { listenOnLoopback } from "../parts/machine/loopback.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
const child = fileURLToPath(new URL("run-child.ts", import.meta.url));
const sections = ["sourdough-starter", "rye-bread", "kitchen-scale"];
const picturesOfSection = 6;
const kills = Array.from({ length: 6 }, (_, kill) => kill);

describe("a migration that is killed while it fetches media", () => {
  const parts = new AsyncDisposableStack();
  afterAll(() => parts.disposeAsync());
  let homeserver: Awaited<ReturnType<typeof startServer>>;
  let undisturbed: Awaited<ReturnType<Awaited<ReturnType<typeof begin>>["seen"]>>;
  /** Requests for media of a whole run. */
  let requests: number;

  beforeAll(async () => {
    homeserver = parts.use(await startServer());
    await using world = await begin();
    expect(await world.run()).toBe(0);
    undisturbed = await world.seen();
    requests = homeserver.asked.length;
    expect(undisturbed.files.length).toBeGreaterThan(10);
    expect(undisturbed.texts.join()).toContain("/comment-media/");
  });

  /** A fresh checkout and database. */
  async function begin() {
    const stack = new AsyncDisposableStack();
    const { workspace } = stack.use(await checkOutSite());
    const transport = createSqliteTransport();
    const { database } = transport;
    const api = stack.use(await startCloudflareApi(account, { backend: sqliteBackend(transport) }));
    const settings = {
      ...remoteSettings({ baseUrl: homeserver.url, serverName: "comments.example" }, account, api),
      media: "repository",
      "content-format": "html",
      "batch-size": "1",
      concurrency: "2",
    };
    const folder = join(workspace, "static/comment-media");
    const rows = (sql: string) => {
      const table = /FROM (\w+)/.exec(sql)?.[1] ?? "";
      const isThere = database.prepare("SELECT 1 FROM sqlite_master WHERE name = ?").get(table);
      return isThere === undefined ? [] : database.prepare(sql).all();
    };
    return {
      folder,
      records: () => rows("SELECT address, kind FROM comment_migration_media"),
      async seen() {
        const names = await readdir(folder).catch(() => []);
        return {
          files: names.toSorted(),
          texts: rows("SELECT content FROM comments ORDER BY page_id, created_at, content").map(
            ({ content }) => String(content),
          ),
        };
      },
      async run(killAt?: { readonly request: number; readonly afterMs: number }) {
        homeserver.asked.length = 0;
        const running = spawn(process.execPath, [child, workspace, JSON.stringify(settings)], {
          stdio: ["ignore", "inherit", "inherit"],
          env: { PATH: "/usr/bin:/bin", HOME: workspace, ...compileCache },
        });
        homeserver.onMedia = async () => {
          if (homeserver.asked.length !== killAt?.request) return;
          await sleep(killAt.afterMs);
          running.kill("SIGKILL");
        };
        const [code]: (number | null)[] = await once(running, "exit");
        return code;
      },
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  }

  it.each(kills)("resumes with the same texts and whole files (%i)", async (kill) => {
    const request = 1 + Math.floor((kill * requests) / kills.length);
    await using world = await begin();
    const code = await world.run({ request, afterMs: [0, 4, 15, 40][kill % 4] ?? 0 });
    if (request < requests - 2) expect(code).toBeNull();
    for (const name of (await world.seen()).files.filter((one) => !one.startsWith("."))) {
      expect(digestOf(join(world.folder, name))).toBe(name.slice(0, 64));
    }
    const recorded = world.records().map(({ address, kind }) => `${kind} ${address}`);
    expect(await world.run()).toBe(0);
    expect(homeserver.asked.filter((one) => recorded.includes(one))).toEqual([]);
    expect(await world.seen()).toEqual(undisturbed);
  });
});

function digestOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** The embedded homeserver, with media that comes in pieces. */
async function startServer() {
  const embedded = await startEmbeddedHomeserver();
  const ada = await embedded.createUser("ada", "Ada");
  for (const [place, section] of sections.entries()) {
    const room = await embedded.createRoom("example-blog", section);
    await room.join(ada);
    for (let n = 0; n < picturesOfSection; n += 1) {
      const url = `mxc://comments.example/${section}-${n}`;
      const ts = 1_600_000_000_000 + (place * 100 + n) * 60_000;
      await room.send(ada, { msgtype: "m.image", body: `${n}.png`, url }, { ts });
    }
  }
  const asked: string[] = [];
  const state = { onMedia: async () => {} };
  const server = createServer(async (request, response) => {
    const { url = "" } = request;
    const media = /media\/(download|thumbnail)\/([^/]+)\/([^/?]+)/.exec(url);
    if (media === null) {
      const answer = await forwarded(embedded.baseUrl, request);
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(Buffer.from(await answer.arrayBuffer()));
      return;
    }
    const [, kind, name = "", id = ""] = media;
    asked.push(`${kind === "download" ? "file" : "thumbnail"} mxc://${name}/${id}`);
    void state.onMedia();
    const [, number = "0"] = /-(\d+)$/.exec(id) ?? [];
    const side = kind === "download" ? 200 : 20;
    const bytes = plainPng(side, side + Number(number), [id.length, Number(number) * 9, 99]);
    for (let at = 0; at < bytes.length; at += 200) {
      response.write(bytes.subarray(at, at + 200));
      await sleep(2);
    }
    response.end();
  });
  const url = await listenOnLoopback(server);
  return Object.assign(state, {
    url,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
      await embedded[Symbol.asyncDispose]();
    },
  });
}

async function forwarded(baseUrl: string, request: IncomingMessage): Promise<Response> {
  const { method = "GET", headers } = request;
  const body = await buffer(request);
  return fetch(new URL(request.url ?? "/", baseUrl), {
    method,
    headers: { authorization: headers.authorization ?? "" },
    ...(body.length === 0 ? {} : { body }),
  });
}
