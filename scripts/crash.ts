import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pMap from "p-map";
import { d1Faults, type FaultPoint, faultAndResume } from "../test/crash/fault-and-resume.ts";
import { prepareFollowing } from "../test/crash/following.ts";
import {
  isGood,
  type KillPoint,
  killAndResume,
  type Resumption,
  resumptions,
  runUndisturbed,
} from "../test/crash/kill-and-resume.ts";
import { prepareMigrations } from "../test/crash/migrations.ts";
import { killTwoSites, prepareTwoSites, randomFrom } from "../test/crash/two-sites.ts";
import { endAndResume, endPoints, fetchUndisturbed, isWhole } from "../test/media/killed-fetch.ts";
import { startWranglerDev } from "../test/parts/d1/wrangler-dev.ts";
import { buildBundles } from "./build.ts";

// Kills a migration of the example site (SIGKILL) at every point, resumes it with its checkpoint, with
// an older one and with none; lets every request to D1 fail in every way, and the disk be full from
// every write on, and runs it again; kills a second run, which follows edits and removals; kills or stops
// a run that fetches media, 100 times; and kills two sites that move into one database, of which one is
// taken back meanwhile, at random, 60 times. Each time it compares the database with that of an
// undisturbed migration, row by row, and of media the files as well. It takes about half an hour on two
// cores, and exits 1 when a row differs.
//   --every <n>      only every n-th point
//   --only <kind>    only `kills`, `faults`, `following`, `media` or `sites`

interface Tally {
  readonly lost: number;
  readonly duplicated: number;
  readonly reached: boolean;
  readonly good: boolean;
}

const { values: options } = parseArgs({
  options: {
    every: { type: "string", default: "1" },
    only: { type: "string" },
  },
});
const every = Number(options.every);
const bundles = mkdtempSync(join(tmpdir(), "crash-bundles-"));
await buildBundles(bundles);
await using workerd = await startWranglerDev();
const migrations = await prepareMigrations({ bundles, workerd });
try {
  const undisturbed = await runUndisturbed(migrations);
  const sample = <T>(points: readonly T[]) => points.filter((_, index) => index % every === 0);

  const kills = sample(undisturbed.killPoints).flatMap((point) =>
    resumptions.map((resumption) => ({ point, resumption })),
  );
  const kill = async ({ point, resumption }: { point: KillPoint; resumption: Resumption }) => {
    const outcome = await killAndResume(migrations, undisturbed, point, resumption);
    return { ...outcome, reached: outcome.killed, good: isGood(outcome) };
  };
  const isWanted = (kind: string) => options.only === undefined || options.only === kind;
  const killsAreGood = !isWanted("kills") || (await tryAll("kills (SIGKILL)", kills, kill));

  const requests = undisturbed.killPoints.filter((point) => "committedRequest" in point).length;
  const writes = undisturbed.killPoints.filter(
    (point) => "label" in point && point.label.startsWith("half of"),
  ).length;
  const faults: FaultPoint[] = [
    ...Object.keys(d1Faults).flatMap((fault) =>
      Array.from({ length: requests }, (_, request) => ({ fault, request })),
    ),
    ...Array.from({ length: writes }, (_, n) => ({ diskFullFromWrite: n + 1 })),
  ];
  const fault = async (point: FaultPoint) => {
    const outcome = await faultAndResume(migrations, undisturbed, point);
    const { lost, duplicated, same, complete, disturbed } = outcome;
    const good = lost === 0 && duplicated === 0 && same && complete;
    return { ...outcome, reached: disturbed, good };
  };
  const faultsAreGood = !isWanted("faults") || (await tryAll("faults", sample(faults), fault));
  const followingIsGood = !isWanted("following") || (await tryFollowing());
  const mediaIsGood = !isWanted("media") || (await tryMedia());
  const sitesAreGood = !isWanted("sites") || (await tryTwoSites());
  const all = [killsAreGood, faultsAreGood, followingIsGood, mediaIsGood, sitesAreGood];
  process.exitCode = all.every(Boolean) ? 0 : 1;
} finally {
  await migrations[Symbol.asyncDispose]();
  rmSync(bundles, { recursive: true });
}

/** At every point, by turns with each kind of checkpoint. */
async function tryFollowing(): Promise<boolean> {
  await using following = await prepareFollowing({ bundles, workerd });
  const undisturbed = await runUndisturbed(following);
  const points = undisturbed.killPoints.filter((_, index) => index % every === 0);
  const trials = points.map((point, index) => ({
    point,
    resumption: resumptions[index % resumptions.length] ?? "without a checkpoint",
  }));
  return await tryAll("kills of a run that follows its source", trials, async (trial) => {
    const outcome = await killAndResume(following, undisturbed, trial.point, trial.resumption);
    return { ...outcome, reached: outcome.killed, good: isGood(outcome) };
  });
}

async function tryMedia(): Promise<boolean> {
  const undisturbed = await fetchUndisturbed();
  const { texts } = undisturbed.made;
  const points = endPoints(100, undisturbed).filter((_, index) => index % every === 0);
  return await tryAll("kills and stops of a run that fetches media", points, async (point) => {
    const outcome = await endAndResume(point);
    const more = outcome.made.texts.length - texts.length;
    return {
      lost: Math.max(0, -more),
      duplicated: Math.max(0, more),
      reached: outcome.ended,
      good: isWhole(outcome, undisturbed),
      outcome,
    };
  });
}

async function tryTwoSites(): Promise<boolean> {
  await using sites = await prepareTwoSites(migrations, bundles);
  const seeds = Array.from({ length: 60 }, (_, n) => n);
  // Without await, the sites' homeserver would go away before the first trial.
  return await tryAll("kills of two sites in one database", seeds, (seed) =>
    killTwoSites(sites, randomFrom(seed)),
  );
}

async function tryAll<Trial>(
  name: string,
  trials: readonly Trial[],
  attempt: (trial: Trial) => Promise<Tally>,
): Promise<boolean> {
  let done = 0;
  const outcomes = await pMap(
    trials,
    async (trial) => {
      const outcome = await attempt(trial);
      done += 1;
      if (!outcome.good) console.log(JSON.stringify({ trial, outcome }));
      else if (done % 50 === 0) console.log(`${done} of ${trials.length} ${name}`);
      return outcome;
    },
    { concurrency: 2 },
  );
  const sum = (count: (outcome: Tally) => number) =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  const bad = sum(({ good }) => (good ? 0 : 1));
  console.log(
    `${sum(({ reached }) => (reached ? 1 : 0))} ${name} in ${trials.length} trials. Lost: ${sum(({ lost }) => lost)}. Duplicated: ${sum(({ duplicated }) => duplicated)}. End states that differ: ${bad}.`,
  );
  return bad === 0;
}
