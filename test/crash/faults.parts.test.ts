import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readLocalD1 } from "../parts/d1/local-d1.ts";
import { installStandIn, wranglerPath } from "../parts/d1/wrangler-project.ts";
import { sharedMigrationParts } from "../parts/shared/shared-parts.ts";
import { compare, compareByEvent } from "./compare.ts";
import { d1Faults } from "./fault-and-resume.ts";
import { runUndisturbed, type Undisturbed } from "./kill-and-resume.ts";
import { type Migrations, prepareMigrations } from "./migrations.ts";

const untouched = { lost: 0, duplicated: 0, same: true };

describe("a migration", () => {
  let migrations: Migrations;
  let undisturbed: Undisturbed;
  beforeAll(async () => {
    migrations = await prepareMigrations(await sharedMigrationParts());
    undisturbed = await runUndisturbed(migrations);
  });
  afterAll(() => migrations[Symbol.asyncDispose]());

  const faults = Object.values(d1Faults);

  it("goes on by itself through all that D1 does wrong, and takes each comment once", async () => {
    await using migration = await migrations.begin();
    // Each fault meets a request of its own, and the repetition of that goes well.
    const { exitCode, output } = await migration.run({
      faults: faults.flatMap((fault) => [fault, undefined]),
      flags: { "max-retries": "2" },
    });
    expect(exitCode, output).toBe(0);
    expect(compare(undisturbed.rows, await migration.rows())).toEqual(untouched);
  });

  it("is completed by the next run where nothing was repeated", async () => {
    await using migration = await migrations.begin();
    // Looking for the database, for its tables, for its bookmark, and making the tables.
    const toBegin = [undefined, undefined, undefined, undefined];
    const first = await migration.run({
      faults: [...toBegin, ...faults.flatMap((fault) => [fault, fault, undefined])],
    });
    expect(first.exitCode, first.output).toBe(1);
    expect(first.output).toMatch(/[1-9]\d* pages failed/);
    const second = await migration.run();
    expect(second.exitCode, second.output).toBe(0);
    expect(compareByEvent(undisturbed.rows, await migration.rows())).toEqual(untouched);
  });

  it.each([1, 8, 26])(
    "is completed by the next run when the disk was full from the write no. %d of its checkpoint on",
    async (write) => {
      await using migration = await migrations.begin();
      const first = await migration.run({ env: { DISK_FULL_AT: String(write) } });
      expect(first.exitCode, first.output).toBe(1);
      expect(first.output).toContain("the disk is full");
      const second = await migration.run();
      expect(second.exitCode, second.output).toBe(0);
      expect(compare(undisturbed.rows, await migration.rows())).toEqual(untouched);
    },
  );

  it("goes on when wrangler dies before and after it committed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "wrangler-dies-"));
    await using migration = await migrations.begin();
    const log = join(folder, "log");
    installStandIn(folder, { main: dyingWrangler(log) });
    await appendFile(log, "");
    const { exitCode, output } = await migration.run({
      flags: {
        "d1-mode": "local",
        "wrangler-dir": folder,
        "persist-to": join(folder, "d1"),
        "max-retries": "2",
        "batch-size": "100",
      },
    });
    expect(exitCode, output).toBe(0);
    expect(await readFile(log, "utf8")).toMatch(/died before\n[\s\S]*died after\n/);
    const { comments, ledger } = readLocalD1(join(folder, "d1"));
    await rm(folder, { recursive: true });
    expect(comments).toEqual(undisturbed.rows.comments);
    expect(ledger).toHaveLength(undisturbed.rows.ledger.length);
  });
});

/** The real wrangler, whose process dies at the third call before it runs and at the fifth after. */
function dyingWrangler(log: string): string {
  return `const { appendFileSync, readFileSync } = require("node:fs");
const wrangler = require(${JSON.stringify(join(dirname(wranglerPath), ".."))});
const log = ${JSON.stringify(log)};
const die = (when) => {
  appendFileSync(log, \`died \${when}\\n\`);
  process.kill(process.pid, "SIGKILL");
};
exports.unstable_readConfig = wrangler.unstable_readConfig;
exports.getPlatformProxy = async (options) => {
  const { env: { DB }, dispose } = await wrangler.getPlatformProxy(options);
  const batch = async (statements) => {
    const call = readFileSync(log, "utf8").split("called").length;
    appendFileSync(log, "called\\n");
    if (call === 3) die("before");
    const results = await DB.batch(statements);
    if (call === 5) die("after");
    return results;
  };
  return { env: { DB: { prepare: (sql) => DB.prepare(sql), batch } }, dispose };
};
`;
}
