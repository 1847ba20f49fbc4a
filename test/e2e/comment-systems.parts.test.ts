import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { statement } from "../../src/d1/sql/statement.ts";
import { type Migration, type Migrations, prepareMigrations } from "../crash/migrations.ts";
import { startWranglerDev, type WranglerDev } from "../parts/d1/wrangler-dev.ts";
import { readReport } from "../parts/runner/report-file.ts";
import { sharedBundles } from "../parts/shared/shared-parts.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import {
  type CommentSystem,
  classicSystem,
  cwdSystem,
  garrulSystem,
  systemDatabase,
} from "./comment-systems.ts";

interface Case {
  readonly name: "classic" | "garrul" | "cwd";
  /** Settings that go with it. */
  readonly flags?: Readonly<Record<string, string>>;
  readonly table: string;
  readonly describe: typeof describe.skip;
  readonly system: () => CommentSystem;
  /** A reader's comment of its own: SQL, or what the API takes at a path. */
  readonly readerWrites: string | { readonly path: string; readonly body: object };
}

const cases: readonly Case[] = [
  {
    name: "classic",
    table: "comments",
    describe,
    system: classicSystem,
    readerWrites: {
      path: "/comments/%2Fabout%2F",
      body: { author_name: "Reader", content: "live" },
    },
  },
  {
    name: "garrul",
    table: "comments",
    describe: describeWith("garrul"),
    system: garrulSystem,
    readerWrites: `INSERT INTO comments (id, post_slug, user_id, body_md, body_html, renderer_version, status, created_at, depth)
SELECT '01ARZ3NDEKTSV4RRFFQ69G5FAV', post_slug, user_id, 'live', 'live', 2, 'approved', 1767225600000, 1 FROM comments LIMIT 1`,
  },
  {
    name: "cwd",
    table: "Comment",
    describe: describeWith("cwd"),
    system: cwdSystem,
    readerWrites:
      "INSERT INTO Comment (created, post_slug, name, email, content_text, content_html) VALUES (1767225600000, '/about/', 'Reader', 'r@example.org', 'live', 'live')",
  },
  {
    name: "cwd",
    flags: { "target-site": "crumbs" },
    table: "Comment",
    describe: describeWith("cwd"),
    system: cwdSystem,
    readerWrites:
      "INSERT INTO Comment (created, post_slug, name, email, content_text, content_html, site_id) VALUES (1767225600000, '/about/', 'Reader', 'r@example.org', 'live', 'live', 'crumbs')",
  },
];

for (const { name, flags: own = {}, table, describe, system, readerWrites } of cases) {
  const site = own["target-site"] === undefined ? "" : ` with siteId ${own["target-site"]}`;

  describe(`${name}'s own Worker on workerd${site}`, () => {
    let dev: WranglerDev;
    let migrations: Migrations;
    let migration: Migration;
    let api: string;

    beforeAll(async () => {
      const { worker, setUp, apiPath } = system();
      dev = await startWranglerDev(worker);
      migrations = await prepareMigrations({ bundles: await sharedBundles(), workerd: dev });
      for (const sql of setUp) await execute(sql);
      migration = await migrations.begin(systemDatabase);
      api = `${migrations.origin}${apiPath}`;
    });
    afterAll(async () => {
      await migration[Symbol.asyncDispose]();
      await migrations[Symbol.asyncDispose]();
      await dev[Symbol.asyncDispose]();
    });

    async function execute(sql: string): Promise<void> {
      const response = await fetch(`${migrations.databasesUrl}/${systemDatabase}/raw`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ sql }),
      });
      if (!response.ok) throw new Error(await response.text());
    }

    async function readerComments(): Promise<void> {
      if (typeof readerWrites === "string") return execute(readerWrites);
      const { path, body } = readerWrites;
      const response = await fetch(`${api}${path}`, { method: "POST", body: JSON.stringify(body) });
      expect(response.status).toBe(201);
    }

    async function run(mode: string, flags: Readonly<Record<string, string>> = {}) {
      const settings = { "target-schema": name, mode, ...own, ...flags };
      const { exitCode, output } = await migration.run({ flags: settings });
      const file = join(migration.report, "report.json");
      const told = await readReport(file);
      return { exitCode, output, ...told };
    }

    async function countOf(condition: string): Promise<unknown> {
      const count = statement(`SELECT count(*) FROM ${table} WHERE ${condition}`);
      const [result] = await migrations.backend.batch(systemDatabase, [count]);
      return result?.rows[0]?.[0];
    }

    it("shows every migrated comment as it was in its room: text, author, time and parent", async () => {
      const migrated = await run("migrate");
      expect(migrated.failedPages, migrated.output).toEqual([]);
      expect(migrated.comments?.imported).toBe(migrations.comments);
      const verified = await run("verify", { "api-base": api });
      expect(verified.differences).toEqual([]);
      expect(verified.failedPages, verified.output).toEqual([]);
      expect(verified.comments?.imported).toBe(migrations.comments);
    });

    it("keeps what readers wrote when the migration is taken back", async () => {
      await readerComments();
      const rolledBack = await run("rollback");
      expect(rolledBack.exitCode, rolledBack.output).toBe(0);
      const { comments } = migrations;
      expect(rolledBack.rollback).toMatchObject({ named: comments, deleted: comments });
      expect(await countOf("true")).toBe(1);
    });

    it("takes the comments once more after that, beside what readers wrote", async () => {
      const migrated = await run("migrate");
      expect(migrated.failedPages, migrated.output).toEqual([]);
      expect(await countOf("true")).toBe(migrations.comments + 1);
    });
  });
}
