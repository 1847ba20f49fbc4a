import { sqlText } from "../src/d1/sql/sql-literal.ts";
import type { CommentRow } from "../src/domain/comment-row.ts";
import { classicSchema } from "../src/targets/classic/schema.ts";
import { median } from "./figure.ts";
import { timeOf } from "./import-time.ts";
import { processForEachCall } from "./process-for-each-call.ts";

const never = new AbortController().signal;
const sample = 20;

/** Writes comments as the original tool did: a process of wrangler for each. */
export async function insertEachByWrangler(
  folder: string,
  rows: readonly CommentRow[],
): Promise<{ readonly msPerComment: number }> {
  const transport = await processForEachCall(folder);
  const execute = async (...texts: readonly string[]) => {
    await transport.run(
      texts.map((sql) => ({ sql, params: [] })),
      never,
    );
  };
  await execute(...classicSchema().create);
  const times: number[] = [];
  for (const { pageId, authorName, content, createdAt, contentHash } of rows.slice(0, sample)) {
    const values = [pageId, authorName, content, createdAt, "migrated", contentHash].map(sqlText);
    const insert = `INSERT INTO comments
(page_id, author_name, content, created_at, ip_address, content_hash) VALUES (${values.join(", ")})`;
    times.push(await timeOf(() => execute(insert)));
  }
  return { msPerComment: median(times) };
}
