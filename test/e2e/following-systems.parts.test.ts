import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { SchemaName } from "../../src/domain/comment-system.ts";
import { Readers } from "../crash/following.ts";
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
  readonly describe: typeof describe.skip;
  readonly system: () => CommentSystem;
  /** Path of what the API shows of a page, and what stands for a place whose comment was removed. */
  readonly page: string;
  /** What is posted to that path; with GET nothing is. */
  readonly body?: object;
  readonly place: RegExp;
  /** Has a moderator replace the text of one moved comment, which is then edited at its source, by the system's own API. */
  readonly moderate?: (origin: string, text: string) => Promise<void>;
}

const toTwikoo = {
  page: "/",
  body: { event: "COMMENT_GET", url: "/about/" },
  place: /"comment":"\[removed\]"/g,
} as const;

const cases: readonly Case[] = [
  {
    name: "classic",
    describe,
    system: classicSystem,
    page: "/comments/%2Fabout%2F",
    place: /"content":"\[removed\]"/g,
  },
  {
    name: "garrul",
    describe: describeWith("garrul"),
    system: garrulSystem,
    page: "/comments?slug=%2Fabout%2F",
    place: /"body_html":"","status":"deleted"/g,
  },
  {
    name: "cwd",
    describe: describeWith("cwd"),
    system: cwdSystem,
    page: "/comments?post_slug=%2Fabout%2F&nested=true",
    place: /"contentText":"\[removed\]"/g,
    moderate: moderateInCwd,
  },
  {
    name: "waline",
    describe: describeWith("waline"),
    system: walineSystem,
    page: "/comment?path=%2Fabout%2F",
    place: /"comment":"<p>\[removed\]<\/p>"/g,
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
    describe: describeWith("momo"),
    system: momoSystem,
    page: "/comments?post_slug=%2Fabout%2F",
    place: /"contentText":"\[removed\]"/g,
  },
  {
    name: "comment-kit",
    describe: describeWith("comment-kit"),
    system: commentKitSystem,
    page: "/comments?page_url=https%3A%2F%2Fblog.example.org%2Fabout%2F",
    place: /"content":"\[removed\]"/g,
  },
];

const login = z.object({ data: z.object({ key: z.string() }) });
const list = z.object({
  data: z.array(
    z.object({ id: z.number(), name: z.string(), email: z.string(), contentText: z.string() }),
  ),
});

async function moderateInCwd(origin: string, text: string): Promise<void> {
  const admin = async (path: string, method: string, body?: object, key = "") => {
    const response = await fetch(`${origin}/admin${path}`, {
      method,
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${key}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(response.status).toBe(200);
    return response.json();
  };
  const credentials = { name: "admin", password: "secret" };
  const { key } = login.parse(await admin("/login", "POST", credentials)).data;
  const { data } = list.parse(await admin("/comments/list", "GET", undefined, key));
  const comment = data.find(({ contentText }) => /^below of (?!.*_about)/.test(contentText));
  if (comment === undefined) throw new Error("CWD lists no such comment");
  const { id, name, email } = comment;
  const edit = { id, name, email, contentText: text, status: "approved" };
  await admin("/comments/update", "PUT", edit, key);
}

for (const { name, describe, system, page, body, place, moderate } of cases) {
  describe(`${name}'s own Worker, after edits and removals at the source were followed`, () => {
    let dev: WranglerDev;
    let migrations: Migrations;
    let migration: Migration;
    let api: string;
    const readers = new Readers();

    beforeAll(async () => {
      const { worker, setUp, apiPath } = system();
      dev = await startWranglerDev(worker);
      const parts = { bundles: await sharedBundles(), workerd: dev };
      migrations = await prepareMigrations(parts, (server) => readers.begin(server));
      for (const sql of setUp) {
        await fetch(`${dev.databasesUrl}/${systemDatabase}/raw`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ sql }),
        });
      }
      migration = await migrations.begin(systemDatabase);
      api = `${migrations.origin}${apiPath}`;
    });
    afterAll(async () => {
      await migration[Symbol.asyncDispose]();
      await migrations[Symbol.asyncDispose]();
      await dev[Symbol.asyncDispose]();
    });

    async function run(flags: Readonly<Record<string, string>> = {}) {
      const { exitCode, output } = await migration.run({
        flags: { "target-schema": name, ...flags },
      });
      expect(exitCode, output).toBe(0);
      return readReport(join(migration.report, "report.json"));
    }

    it("shows what the rooms show, and places without text where replies are left", async () => {
      await run();
      await moderate?.(migrations.origin, "moderated");
      await readers.goOn();
      const { changes = [] } = await run();
      const results = Map.groupBy(changes, ({ kind, result }) => `${kind} ${result}`);
      expect(Object.fromEntries([...results].map(([what, all]) => [what, all.length]))).toEqual({
        ...(moderate === undefined
          ? { "edited applied": 5 }
          : { "edited applied": 4, "edited changed-in-target": 1 }),
        "removed applied": 5,
        "removed emptied": 10,
      });
      const verified = await run({ mode: "verify", "api-base": api });
      const differences = verified.differences?.map(({ cause }) => cause);
      expect([differences, verified.verdict]).toEqual([
        moderate === undefined ? [] : ["target"],
        "verified",
      ]);
      const headers = { origin: "https://blog.example.org" };
      const post = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      const shown = await (await fetch(`${api}${page}`, { headers, ...post })).text();
      expect(shown.match(place), shown).toHaveLength(2);
      expect(shown).toContain("edited in #comments_example-blog_about");
      expect(shown).not.toContain("root of #comments");
    });
  });
}
