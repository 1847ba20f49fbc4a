import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { statement } from "../../src/d1/sql/statement.ts";
import type { SchemaName } from "../../src/domain/comment-system.ts";
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
import { commentKitSystem } from "./systems/comment-kit.ts";
import { momoSystem } from "./systems/momo.ts";
import { twikooApiWorkerSystem, twikooSystem } from "./systems/twikoo.ts";
import { walineSystem } from "./systems/waline.ts";

interface Case {
  readonly name: SchemaName;
  /** Settings that go with it. */
  readonly flags?: Readonly<Record<string, string>>;
  readonly table: string;
  readonly describe: typeof describe.skip;
  readonly system: () => CommentSystem;
  /** A page of more comments than its API returns, and how many it leaves out. */
  readonly shownInPart?: {
    readonly pageId: string;
    readonly comments: number;
    readonly leftOut: number;
  };
  /** A reader's comment of its own: SQL, or what the API takes at a path. */
  readonly readerWrites: string | { readonly path: string; readonly body: object };
}

const toTwikoo = {
  table: "comment",
  readerWrites: {
    path: "/",
    body: {
      event: "COMMENT_SUBMIT",
      ...{
        url: "/about/",
        href: "https://blog.example.org/about/",
        ua: "Mozilla/5.0",
        nick: "Reader",
      },
      ...{ mail: "r@example.org", comment: "<p>live</p>" },
    },
  },
} as const;

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
  {
    name: "waline",
    table: "wl_Comment",
    describe: describeWith("waline"),
    system: walineSystem,
    readerWrites: {
      path: "/comment",
      body: { comment: "live", nick: "Reader", mail: "r@example.org", link: "", url: "/about/" },
    },
  },
  { name: "twikoo", ...toTwikoo, describe: describeWith("twikoo"), system: twikooSystem },
  {
    name: "twikoo-api-worker",
    ...toTwikoo,
    describe: describeWith("twikoo-api-worker"),
    system: twikooApiWorkerSystem,
  },
  {
    name: "momo",
    table: "Comment",
    describe: describeWith("momo"),
    system: momoSystem,
    readerWrites: {
      path: "/comments",
      body: { post_slug: "/about/", author: "Reader", email: "r@example.org", content: "live" },
    },
  },
  {
    name: "comment-kit",
    table: "comments",
    describe: describeWith("comment-kit"),
    system: commentKitSystem,
    shownInPart: {
      pageId: "/2023/03/tabs-spaces-and-butter-the-long-thread/",
      comments: 268,
      leftOut: 168,
    },
    readerWrites: {
      path: "/comments",
      body: {
        page_url: "https://blog.example.org/about/",
        author_name: "Reader",
        author_email: "r@example.org",
        content: "live",
      },
    },
  },
];

for (const { name, flags: own = {}, table, describe, system, ...one } of cases) {
  const { shownInPart, readerWrites } = one;
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
      expect(response.ok, await response.text()).toBe(true);
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
      const inPart = shownInPart === undefined ? [] : [shownInPart];
      const reported = migrated.findings.filter(({ code }) => code === "page-shown-in-part");
      expect(reported.map(({ pageId }) => pageId)).toEqual(inPart.map(({ pageId }) => pageId));
      const verified = await run("verify", { "api-base": api });
      expect(verified.differences).toEqual(
        inPart.flatMap(({ pageId, leftOut }) =>
          Array(leftOut).fill(
            expect.objectContaining({ kind: "not-shown", seenBy: "api", pageId }),
          ),
        ),
      );
      const failed = inPart.map(({ pageId }) => ({ pageId, code: "not-verified" }));
      expect(verified.failedPages, verified.output).toMatchObject(failed);
      expect(verified.comments?.imported).toBe(migrations.comments - (shownInPart?.comments ?? 0));
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
