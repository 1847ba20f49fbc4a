import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { z } from "zod";
import { readLocalD1 } from "../../test/parts/d1/local-d1.ts";
import { type DemoSource, demoSources } from "./sources.ts";

// The main job on embedded parts: the example site, its comments in a comment system, and a local D1.
// Hugo builds the site where it is on the PATH; else it is read as it was built before. What is made
// stays in .demo, so that a second run has nothing to do.
//   --source      where the comments are: cactus (the default), disqus or github
//   --interrupt   kill the migration half-way (SIGKILL), resume it, and compare with an undisturbed one
//   --reset       forget the earlier demo
//   --folder      another place than .demo

const root = fileURLToPath(new URL("../..", import.meta.url));
const databaseName = "demo-comments";
const { values: options } = parseArgs({
  options: {
    source: { type: "string", default: "cactus" },
    interrupt: { type: "boolean", default: false },
    reset: { type: "boolean", default: false },
    folder: { type: "string", default: join(root, ".demo") },
  },
});
const sourceNames = z.enum(
  Object.keys(demoSources).filter((name): name is keyof typeof demoSources => name in demoSources),
);
const chosen = sourceNames.safeParse(options.source);
const folder = join(resolve(options.folder), options.source);

function startMigration(source: DemoSource, place: string, flags: readonly string[]): ChildProcess {
  mkdirSync(place, { recursive: true });
  return spawn(
    process.execPath,
    [
      join(root, "dist", "cli.js"),
      ...Object.entries(source.settings).flatMap(([name, value]) => [`--${name}`, value]),
      ...["--site-dir", join(root, "examples", "site")],
      ...["--d1-mode", "local", "--database-name", databaseName],
      ...["--persist-to", join(place, "d1"), "--wrangler-dir", root],
      ...["--checkpoint-file", join(place, "checkpoint.json")],
      ...["--report-dir", join(place, "report")],
      ...flags,
    ],
    {
      cwd: root,
      env: { ...process.env, ...source.env },
      stdio: ["ignore", "inherit", "pipe"],
    },
  );
}

/** Runs a migration to its end, or until `stopAt` says that a line is where to kill it. */
async function migrate(
  source: DemoSource,
  place: string,
  flags: readonly string[] = [],
  stopAt: (line: string) => boolean = () => false,
): Promise<void> {
  const child = startMigration(source, place, flags);
  const ended = once(child, "close");
  if (child.stderr === null) throw new Error("the migration has no error stream");
  for await (const line of createInterface({ input: child.stderr })) {
    console.log(`  ${line}`);
    if (stopAt(line)) child.kill("SIGKILL");
  }
  await ended;
  process.exitCode = child.signalCode === "SIGKILL" ? 0 : (child.exitCode ?? 1);
}

async function demo(source: DemoSource): Promise<void> {
  await migrate(source, folder);
  const { comments } = readLocalD1(join(folder, "d1"));
  const at = relative(process.cwd(), folder) || ".";
  console.log(
    `The data: ${comments.length} comments in ${join(at, "d1")}, the report in ${join(at, "report")}.`,
  );
  for (const row of comments.slice(0, 8)) {
    const answers = row["parent_id"] === null ? "" : ` answers ${row["parent_id"]}`;
    const text = `${row["author_name"]}: ${row["content"]}`.replaceAll(/\s+/g, " ");
    console.log(`  ${row["id"]}${answers}  ${text}`.slice(0, 78));
  }
  console.log(
    "Run it again: it imports nothing and says why. With --interrupt it is killed half-way.",
  );
}

async function demoOfInterruption(source: DemoSource): Promise<void> {
  const [disturbed, undisturbed] = [join(folder, "interrupted"), join(folder, "undisturbed")];
  rmSync(disturbed, { recursive: true, force: true });
  rmSync(undisturbed, { recursive: true, force: true });
  const smallBatches = ["--batch-size", "20"];
  const halfWay = (line: string) => {
    const progress = /^\[(\d+)\/(\d+)\]/.exec(line);
    return progress !== null && Number(progress[1]) >= Number(progress[2]) / 3;
  };

  console.log("A migration, killed half-way:");
  await migrate(source, disturbed, smallBatches, halfWay);
  const before = readLocalD1(join(disturbed, "d1")).comments.length;
  console.log(
    `  killed (SIGKILL) with ${before} comments in the database\n\nThe same command again:`,
  );
  await migrate(source, disturbed, smallBatches);
  console.log("The same site into another database, undisturbed:");
  await migrate(source, undisturbed, smallBatches);

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

async function main(): Promise<void> {
  if (!chosen.success) {
    console.error(
      `--source must be one of ${sourceNames.options.join(", ")}, not ${options.source}.`,
    );
    process.exitCode = 1;
    return;
  }
  if (options.reset) rmSync(folder, { recursive: true, force: true });
  await using source = await demoSources[chosen.data](folder);
  await (options.interrupt ? demoOfInterruption : demo)(source);
}

await main();
