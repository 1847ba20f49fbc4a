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
import { isDeepStrictEqual } from "node:util";
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
const delaysMs = [0, 4, 15, 40];

/** How a run is ended: killed, or asked to stop, as a runner does it before a pause. */
type Ending = "SIGKILL" | "SIGTERM";

/** When a run is ended: so long after so many requests for media have come. */
export interface EndPoint {
  readonly request: number;
  readonly afterMs: number;
  readonly ending: Ending;
}

/** What a migration has made: names of files, and comments' texts. */
interface Made {
  readonly files: readonly string[];
  readonly texts: readonly string[];
}

/** What became of a migration that was ended while it fetched media, and run again. */
export interface Outcome {
  /** Whether it was ended before it was done. */
  readonly ended: boolean;
  /** Files that it left under names that are not their digests. */
  readonly damaged: readonly string[];
  /** Requests of the second run for what was recorded already. */
  readonly askedAgain: readonly string[];
  readonly exitCode: number | null;
  readonly made: Made;
}

/** A migration with media, as it is when nothing disturbs it. */
export interface Undisturbed {
  readonly made: Made;
  /** How many requests for media it sends. */
  readonly requests: number;
}

/** Points spread over all requests, with each ending and each delay. */
export function endPoints(count: number, { requests }: Undisturbed): readonly EndPoint[] {
  return Array.from({ length: count }, (_, index) => ({
    request: 1 + Math.floor((index * requests) / count),
    afterMs: delaysMs[index % delaysMs.length] ?? 0,
    ending: index % 3 === 2 ? "SIGTERM" : "SIGKILL",
  }));
}

/** Runs such a migration to its end. */
export async function fetchUndisturbed(): Promise<Undisturbed> {
  await using world = await begin();
  const exitCode = await world.run();
  if (exitCode !== 0) throw new Error(`the undisturbed migration ended with ${exitCode}`);
  return { made: await world.made(), requests: world.asked.length };
}

/** Ends such a migration at the point, and runs it again. */
export async function endAndResume(point: EndPoint): Promise<Outcome> {
  await using world = await begin();
  const ended = (await world.run(point)) !== 0;
  const { files } = await world.made();
  const recorded = world.records();
  return {
    ended,
    damaged: files.filter(
      (name) => !name.startsWith(".") && digestOf(join(world.folder, name)) !== name.slice(0, 64),
    ),
    exitCode: await world.run(),
    askedAgain: world.asked.filter((one) => recorded.includes(one)),
    made: await world.made(),
  };
}

/** Whether nothing is wrong with an outcome. */
export function isWhole(outcome: Outcome, undisturbed: Undisturbed): boolean {
  const { damaged, askedAgain, exitCode, made } = outcome;
  const isClean = damaged.length === 0 && askedAgain.length === 0 && exitCode === 0;
  return isClean && isDeepStrictEqual(made, undisturbed.made);
}

/** A fresh checkout, homeserver and database. */
async function begin() {
  await using parts = new AsyncDisposableStack();
  const { workspace } = parts.use(await checkOutSite());
  const homeserver = parts.use(await startServer());
  const transport = createSqliteTransport();
  const { database } = transport;
  const api = parts.use(await startCloudflareApi(account, { backend: sqliteBackend(transport) }));
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
  const running = parts.move();
  return {
    folder,
    asked: homeserver.asked,
    records: () =>
      rows("SELECT address, kind FROM comment_migration_media").map(
        ({ address, kind }) => `${kind} ${address}`,
      ),
    async made(): Promise<Made> {
      const names = await readdir(folder).catch(() => []);
      return {
        files: names.toSorted(),
        texts: rows("SELECT content FROM comments ORDER BY page_id, created_at, content").map(
          ({ content }) => String(content),
        ),
      };
    },
    async run(point?: EndPoint): Promise<number | null> {
      homeserver.asked.length = 0;
      const migration = spawn(process.execPath, [child, workspace, JSON.stringify(settings)], {
        stdio: ["ignore", "inherit", "inherit"],
        env: { PATH: "/usr/bin:/bin", HOME: workspace, ...compileCache },
      });
      homeserver.onMedia = async () => {
        if (homeserver.asked.length !== point?.request) return;
        await sleep(point.afterMs);
        migration.kill(point.ending);
      };
      const [code]: (number | null)[] = await once(migration, "exit");
      return code ?? null;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

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
