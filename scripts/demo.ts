import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { z } from "zod";
import { readLocalD1 } from "../test/parts/d1/local-d1.ts";

// The main job on embedded parts: the example site, a homeserver in this process's child that is fed
// from a fixture, and a local D1. Hugo builds the site where it is on the PATH; else it is read as it was
// built before. What is made stays in .demo, so that a second run has nothing to do.
//   --interrupt   kill the migration half-way (SIGKILL), resume it, and compare with an undisturbed one
//   --reset       forget the earlier demo
//   --folder      another place than .demo

const root = fileURLToPath(new URL("..", import.meta.url));
const databaseName = "demo-comments";
const { values: options } = parseArgs({
  options: {
    interrupt: { type: "boolean", default: false },
    reset: { type: "boolean", default: false },
    folder: { type: "string", default: join(root, ".demo") },
  },
});
const folder = resolve(options.folder);
const homeserverLine = z.object({ baseUrl: z.string(), serverName: z.string() });

type Homeserver = z.infer<typeof homeserverLine>;

async function withHomeserver(work: (homeserver: Homeserver) => Promise<void>): Promise<void> {
  const program = join(root, "test", "parts", "homeserver", "embedded-homeserver-main.ts");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    await work(homeserverLine.parse(JSON.parse(String(line))));
  } finally {
    child.kill();
  }
}

function startMigration(
  homeserver: Homeserver,
  place: string,
  flags: readonly string[],
): ChildProcess {
  mkdirSync(place, { recursive: true });
  return spawn(
    process.execPath,
    [
      join(root, "dist", "cli.js"),
      // Its site name stands in its pages.
      ...["--homeserver-url", homeserver.baseUrl, "--server-name", homeserver.serverName],
      ...["--site-dir", join(root, "examples", "site")],
      ...["--d1-mode", "local", "--database-name", databaseName],
      ...["--persist-to", join(place, "d1"), "--wrangler-cwd", place],
      ...["--wrangler-path", join(root, "node_modules", "wrangler", "bin", "wrangler.js")],
      ...["--checkpoint-file", join(place, "checkpoint.json")],
      ...["--report-dir", join(place, "report")],
      ...flags,
    ],
    { cwd: root, stdio: ["ignore", "inherit", "pipe"] },
  );
}

/** Runs a migration to its end, or until `stopAt` says that a line is where to kill it. */
async function migrate(
  homeserver: Homeserver,
  place: string,
  flags: readonly string[] = [],
  stopAt: (line: string) => boolean = () => false,
): Promise<void> {
  const child = startMigration(homeserver, place, flags);
  const ended = once(child, "close");
  if (child.stderr === null) throw new Error("the migration has no error stream");
  for await (const line of createInterface({ input: child.stderr })) {
    console.log(`  ${line}`);
    if (stopAt(line)) child.kill("SIGKILL");
  }
  await ended;
  process.exitCode = child.signalCode === "SIGKILL" ? 0 : (child.exitCode ?? 1);
}

async function demo(homeserver: Homeserver): Promise<void> {
  await migrate(homeserver, folder);
  const { comments } = readLocalD1(join(folder, "d1"));
  const at = relative(process.cwd(), folder) || ".";
  console.log(
    `The data: ${comments.length} comments in ${join(at, "d1")}, the report in ${join(at, "report")}.`,
  );
  console.table(
    comments.slice(0, 8).map((row) => ({
      id: row["id"],
      page_id: row["page_id"],
      parent_id: row["parent_id"],
      author_name: row["author_name"],
      content: String(row["content"]).slice(0, 40),
    })),
  );
  console.log(
    "Run it again: it imports nothing and says why. With --interrupt it is killed half-way.",
  );
}

async function demoOfInterruption(homeserver: Homeserver): Promise<void> {
  const [disturbed, undisturbed] = [join(folder, "interrupted"), join(folder, "undisturbed")];
  rmSync(disturbed, { recursive: true, force: true });
  rmSync(undisturbed, { recursive: true, force: true });
  const smallBatches = ["--batch-size", "20"];
  const halfWay = (line: string) => {
    const progress = /^\[(\d+)\/(\d+)\]/.exec(line);
    return progress !== null && Number(progress[1]) >= Number(progress[2]) / 3;
  };

  console.log("A migration, killed half-way:");
  await migrate(homeserver, disturbed, smallBatches, halfWay);
  const before = readLocalD1(join(disturbed, "d1")).comments.length;
  console.log(
    `  killed (SIGKILL) with ${before} comments in the database\n\nThe same command again:`,
  );
  await migrate(homeserver, disturbed, smallBatches);
  console.log("The same site into another database, undisturbed:");
  await migrate(homeserver, undisturbed, smallBatches);

  const [one, other] = [disturbed, undisturbed].map((place) => readLocalD1(join(place, "d1")));
  const lost = missing(other?.ledger, one?.ledger);
  const duplicated = (one?.comments.length ?? 0) - (one?.ledger.length ?? 0);
  const same = isDeepStrictEqual(one, other);
  console.log(
    `Killed and resumed: ${one?.comments.length} comments. Undisturbed: ${other?.comments.length}. Lost: ${lost}. Duplicated: ${duplicated}. Row by row ${same ? "the same" : "NOT the same"}.`,
  );
  if (!same || lost > 0 || duplicated > 0) process.exitCode = 1;
}

type Ledger = ReturnType<typeof readLocalD1>["ledger"];

function missing(expected: Ledger = [], actual: Ledger = []): number {
  const there = new Set(actual.map((entry) => entry["source_id"]));
  return expected.filter((entry) => !there.has(entry["source_id"])).length;
}

if (options.reset) rmSync(folder, { recursive: true, force: true });
await withHomeserver(options.interrupt ? demoOfInterruption : demo);
