import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { copyExampleSite } from "../e2e/migration-site.ts";
import { startEmbeddedHomeserver } from "../parts/homeserver/embedded-homeserver.ts";
import { readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import { compareByEvent } from "./compare.ts";
import type { DatabaseRows, Migration, Migrations } from "./migrations.ts";

const otherName = "other-blog";
const ownName = "example-blog";

/** Two sites with pages of the same names, moved into one database. */
export interface TwoSites extends AsyncDisposable {
  readonly migrations: Migrations;
  /** Settings of the other site's runs, in a folder of the first one's migration. */
  readonly other: (migration: Migration) => Readonly<Record<string, string>>;
  /** What each leaves in a database of its own. */
  readonly undisturbed: { readonly own: DatabaseRows; readonly other: DatabaseRows };
}

/** What a trial brought about. */
export interface TwoSitesOutcome {
  readonly lost: number;
  readonly duplicated: number;
  /** Whether at each look all was as it should be, for the other site too. */
  readonly good: boolean;
  /** Whether a run was killed. */
  readonly reached: boolean;
  readonly output: string;
}

/** @param folder where the other site's files can be */
export async function prepareTwoSites(migrations: Migrations, folder: string): Promise<TwoSites> {
  const conversations = await readExampleConversations();
  const homeserver = await startEmbeddedHomeserver();
  await seed(homeserver, { ...conversations, siteName: otherName });
  const site = join(folder, "other-site");
  await copyExampleSite(site);
  await renameSite(site);
  const other = (migration: Migration) => ({
    "site-dir": site,
    "site-name": otherName,
    "homeserver-url": homeserver.baseUrl,
    "checkpoint-file": join(migration.checkpoint, "other", "checkpoint.json"),
    "report-dir": join(migration.report, "other"),
  });
  await using one = await migrations.begin();
  await using two = await migrations.begin();
  const ends = [await one.run(), await two.run({ flags: other(two) })];
  for (const { exitCode, output } of ends) if (exitCode !== 0) throw new Error(output);
  const undisturbed = { own: await one.rows(), other: await two.rows() };
  return {
    migrations,
    other,
    undisturbed,
    [Symbol.asyncDispose]: () => homeserver[Symbol.asyncDispose](),
  };
}

/** The same pages tell the widget another site's name. */
async function renameSite(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const file of files.filter((one) => one.isFile() && /\.(html|toml)$/.test(one.name))) {
    const path = join(file.parentPath, file.name);
    const text = await readFile(path, "utf8");
    if (text.includes(ownName)) await writeFile(path, text.replaceAll(ownName, otherName));
  }
}

/**
 * Both sites move at once, and are killed; then the own one is taken back while the other goes on, and
 * both are killed; then both go on to their ends, and the own one moves again.
 * @param random gives numbers from 0 to 1
 */
export async function killTwoSites(
  { migrations, other, undisturbed }: TwoSites,
  random: () => number,
): Promise<TwoSitesOutcome> {
  await using migration = await migrations.begin();
  const flags = other(migration);
  const rollback = { mode: "rollback" };
  const killed = () => ({ CRASH_AT: String(1 + Math.floor(random() * mostBoundaries)) });
  const ends = [
    ...(await Promise.all([
      migration.run({ env: killed() }),
      migration.run({ env: killed(), flags }),
    ])),
    ...(await Promise.all([
      migration.run({ env: killed(), flags: rollback }),
      migration.run({ env: killed(), flags }),
    ])),
  ];
  const [takenBack, went] = await Promise.all([
    migration.run({ flags: rollback }),
    migration.run({ flags }),
  ]);
  const after = await migration.rows();
  const again = await migration.run();
  const verified = await Promise.all([
    migration.run({ flags: { mode: "verify" } }),
    migration.run({ flags: { ...flags, mode: "verify" } }),
  ]);
  const rows = await migration.rows();
  const own = compareByEvent(undisturbed.own, ofSite(rows, ownName));
  const others = [after, rows].map((one) =>
    compareByEvent(undisturbed.other, ofSite(one, otherName)),
  );
  const all = [own, ...others];
  const last = [takenBack, went, again, ...verified];
  return {
    lost: all.reduce((sum, { lost }) => sum + lost, 0),
    duplicated: all.reduce((sum, { duplicated }) => sum + duplicated, 0),
    good:
      all.every(({ lost, duplicated, same }) => lost === 0 && duplicated === 0 && same) &&
      ofSite(after, ownName).comments.length === 0 &&
      rows.comments.length === rows.ledger.length &&
      last.every(({ exitCode }) => exitCode === 0),
    reached: ends.some(({ signal }) => signal === "SIGKILL"),
    output: last.map(({ output }) => output).join("\n"),
  };
}

// An undisturbed run of the example site has about 300.
const mostBoundaries = 320;

/** The part of the database that is one site's. */
function ofSite({ comments, ledger, pages }: DatabaseRows, siteName: string): DatabaseRows {
  const isOfSite = (row: DatabaseRows["ledger"][number]) =>
    String(row["source"]).endsWith(`/${siteName}`);
  const entries = ledger.filter(isOfSite);
  const ids = new Set(entries.map((entry) => entry["comment_id"]));
  return {
    comments: comments.filter(({ id }) => ids.has(id ?? null)),
    ledger: entries,
    pages: pages.filter(isOfSite),
  };
}

/** Numbers from 0 to 1 that follow from the seed. Source: mulberry32, by Tommy Ettinger. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
