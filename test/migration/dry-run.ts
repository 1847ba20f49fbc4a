import { expect } from "vitest";
import { z } from "zod";
import { statement } from "../../src/d1/sql/statement.ts";
import type { D1Transport } from "../../src/d1/transport/transport.ts";
import type { Comment } from "../../src/domain/comment.ts";
import type { Page } from "../../src/domain/page.ts";
import { rehearse } from "../../src/migration/migrate.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { summarise } from "../../src/migration/summarise.ts";
import { blog, targetOn } from "../parts/d1/target-on.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { silentObserver } from "./silent-observer.ts";

const never = new AbortController().signal;
const now = () => new Date("2024-05-01T10:00:00Z");

/** The texts of each page's comments. */
type Site = Readonly<Record<string, readonly string[]>>;

/** The page `/<name>/` with one thread. */
export function pageOf(name: string): Page {
  const file = `content/${name}.md`;
  return {
    pageId: `/${name}/`,
    title: name,
    file,
    threads: [{ threadId: name, location: { file, line: 1 } }],
  };
}

/** The comments of a page, `$<page>0` first, all of one author. */
export function commentsOf(name: string, texts: readonly string[] = []): readonly Comment[] {
  return texts.map((body, index) => ({
    sourceId: `$${name}${index}`,
    source: blog,
    authorId: "@ada:example.org",
    authorName: "Ada",
    body,
    sentAt: 1_700_000_000_000 + index,
    replyTo: null,
  }));
}

/** A dry run of a site on a database, which has to be the same afterwards. */
export async function dryRun(transport: D1Transport, site: Site) {
  const before = await dumpOf(transport);
  const target = targetOn(transport, { readOnly: true });
  const outcome = await rehearse(
    {
      source: {
        names: [blog],
        expectedComments: async () => 0,
        findConversations: async ({ threads }) =>
          threads.map((thread) => ({ thread, id: thread.threadId })),
        readPage: async ({ title, threads }) => ({
          threads: threads.map((thread) => ({ thread, id: thread.threadId })),
          comments: commentsOf(title, site[title]),
          skipped: [],
        }),
      },
      target,
      observer: silentObserver,
      stopwatch: new Stopwatch(now, "start"),
      now,
    },
    scanOf(Object.keys(site).map(pageOf)),
    { concurrency: 2, batchSize: 100, keepsComments: true },
    never,
  );
  expect(await dumpOf(transport)).toEqual(before);
  const report = summarise(outcome, {
    site: { siteName: "blog", source: "", database: "comments", databaseIs: "remote" },
    checkpoint: { source: "none", file: "", notes: [] },
    shard: null,
    wayBack: null,
    phases: [],
    measures: {
      sourceRequests: 0,
      database: target.usage(),
      readMs: 0,
      delayBetweenBatches: 0,
      media: null,
    },
  });
  return { outcome, judgement: report.trial?.judgement, failed: report.failedPages };
}

const objects = z.array(z.object({ type: z.string(), name: z.string(), sql: z.unknown() }));
const names = z.array(z.object({ name: z.string() }));

/** Everything that the database holds, values as SQL literals. */
async function dumpOf(transport: D1Transport) {
  const ask = async (sql: string) => (await transport.run([statement(sql)], never))[0];
  const made = objects.parse(
    await ask("SELECT type, name, sql FROM sqlite_master WHERE name NOT GLOB '_cf_*'"),
  );
  const tables: unknown[] = [];
  for (const { name, type } of made) {
    if (type !== "table") continue;
    const columns = names.parse(await ask(`SELECT name FROM pragma_table_info('${name}')`));
    const values = columns.map((column) => `quote("${column.name}") AS "${column.name}"`);
    tables.push([name, await ask(`SELECT ${values.join(", ")} FROM "${name}"`)]);
  }
  return { made, tables };
}
