import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { statement } from "../../src/d1/sql/statement.ts";
import { sharedMigrationParts } from "../parts/shared/shared-parts.ts";
import { compareByEvent } from "./compare.ts";
import { runUndisturbed, type Undisturbed } from "./kill-and-resume.ts";
import { type Migration, type Migrations, prepareMigrations } from "./migrations.ts";

describe("one database", () => {
  let migrations: Migrations;
  let undisturbed: Undisturbed;
  beforeAll(async () => {
    migrations = await prepareMigrations(await sharedMigrationParts());
    undisturbed = await runUndisturbed(migrations);
  });
  afterAll(() => migrations[Symbol.asyncDispose]());

  /** Writes as a reader's comment form does, until it is told to stop; gives how often. */
  async function writeAsReader({ databaseId }: Migration, signal: AbortSignal): Promise<number> {
    let written = 0;
    while (!signal.aborted) {
      try {
        await migrations.backend.batch(databaseId, [
          statement(
            `INSERT INTO comments (page_id, parent_id, author_name, content, created_at, ip_address)
SELECT '/2021/', max(id), 'Reader', ?1, '2026-01-01T00:00:00.000Z', '192.0.2.1' FROM comments`,
            `live ${written}`,
          ),
        ]);
        written += 1;
      } catch (error) {
        // The table is created by the migration.
        if (!String(error).includes("no such table")) throw error;
      }
      await sleep(1);
    }
    return written;
  }

  it("takes each comment once from two importers at the same time, while readers write", async () => {
    await using migration = await migrations.begin();
    const controller = new AbortController();
    const reader = writeAsReader(migration, controller.signal);
    const others = { "checkpoint-file": `${migration.checkpoint}-2/checkpoint.json` };
    const runs = await Promise.all([migration.run(), migration.run({ flags: others })]);
    controller.abort();
    const written = await reader;
    for (const { exitCode, output } of runs) expect(exitCode, output).toBe(0);

    const { comments, ledger } = await migration.rows();
    const live = comments.filter((comment) => comment["ip_address"] !== "migrated");
    const migrated = comments.filter((comment) => comment["ip_address"] === "migrated");
    expect(live.map((comment) => comment["content"])).toEqual(
      Array.from({ length: written }, (_, n) => `live ${n}`),
    );
    expect(written).toBeGreaterThan(20);
    expect(compareByEvent(undisturbed.rows, { comments: migrated, ledger, pages: [] })).toEqual({
      lost: 0,
      duplicated: 0,
      same: true,
    });
    const inserted = runs.map(({ output }) => Number(/\((\d+) by this run\)/.exec(output)?.[1]));
    expect(inserted.reduce((sum, n) => sum + n, 0)).toBe(ledger.length);
  });
});
