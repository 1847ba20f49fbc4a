import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { compileCache } from "../machine/compile-cache.ts";
import { freePort } from "../machine/loopback.ts";

const wrangler = fileURLToPath(
  new URL("../../../node_modules/wrangler/bin/wrangler.js", import.meta.url),
);
const startsWithinMs = 120_000;

/** A Worker that `wrangler dev` runs: its wrangler configuration, with `main` absolute. */
export interface Worker {
  readonly main: string;
  readonly [key: string]: unknown;
}

/** `wrangler dev` with a D1 binding, whose local explorer takes the same requests as Cloudflare's API. */
export interface WranglerDev extends AsyncDisposable {
  /** `…/d1/database`; each id below it is a database of its own, made when it is first used. */
  readonly databasesUrl: string;
  /** Where the Worker answers. */
  readonly origin: string;
}

const silentWorker: Worker = {
  main: "worker.mjs",
  d1_databases: [{ binding: "DB", database_name: "comments", database_id: "comments" }],
};

/**
 * Starts it in a folder of its own and waits until it answers.
 * @param persistTo where its data is, else in that folder
 */
export async function startWranglerDev(
  worker = silentWorker,
  persistTo?: string,
): Promise<WranglerDev> {
  const folder = await mkdtemp(join(tmpdir(), "wrangler-dev-"));
  const port = await freePort();
  const config = { name: "blog", compatibility_date: "2026-01-01", ...worker };
  await writeFile(join(folder, "worker.mjs"), "export default { fetch: () => new Response() };");
  await writeFile(join(folder, "wrangler.json"), JSON.stringify(config));
  const persistence = persistTo === undefined ? [] : [`--persist-to=${persistTo}`];
  const args = [wrangler, "dev", `--port=${port}`, "--inspector-port=0", ...persistence];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    detached: true,
    stdio: "ignore",
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      ...compileCache,
      CI: "true",
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_REGISTRY_PATH: join(folder, "registry"),
    },
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("wrangler dev could not be started");
  const kill = () => process.kill(-pid, "SIGKILL");
  process.once("exit", kill);
  const ended = once(child, "exit").then(() => process.off("exit", kill));
  const origin = `http://127.0.0.1:${port}`;
  const databasesUrl = `${origin}/cdn-cgi/local/explorer/api/d1/database`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) kill();
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const deadline = Date.now() + startsWithinMs;
  while (!(await answers(databasesUrl))) {
    if (Date.now() > deadline || child.exitCode !== null) {
      await stop();
      throw new Error("wrangler dev does not answer");
    }
    await sleep(100);
  }
  return { databasesUrl, origin, [Symbol.asyncDispose]: stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
