import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { CommentRow } from "../src/comment/comment-row.ts";
import { classicSchema } from "../src/d1/schemas/classic.ts";
import { sqlText } from "../src/d1/sql/sql-literal.ts";
import { wranglerPath } from "../test/e2e/migration-site.ts";
import { median } from "./figure.ts";

const sample = 20;

/** Writes comments as the original tool did: a process of wrangler for each. */
export async function insertEachByWrangler(
  folder: string,
  rows: readonly CommentRow[],
): Promise<{ readonly msPerComment: number }> {
  await mkdir(folder);
  const database = { binding: "DB", database_name: "bench", database_id: "bench" };
  const config = { name: "bench", compatibility_date: "2026-01-01", d1_databases: [database] };
  await writeFile(join(folder, "wrangler.json"), JSON.stringify(config));
  const execute = (sql: string) =>
    execa(
      process.execPath,
      [wranglerPath, "d1", "execute", "bench", "--local", "--json", "--command", sql],
      { cwd: folder, env: { WRANGLER_SEND_METRICS: "false", CI: "true" } },
    );
  await execute(classicSchema().create.join(";\n"));
  const times: number[] = [];
  for (const { pageId, authorName, content, createdAt, contentHash } of rows.slice(0, sample)) {
    const values = [pageId, authorName, content, createdAt, "migrated", contentHash].map(sqlText);
    const start = performance.now();
    await execute(`INSERT INTO comments
(page_id, author_name, content, created_at, ip_address, content_hash) VALUES (${values.join(", ")})`);
    times.push(performance.now() - start);
  }
  return { msPerComment: median(times) };
}
