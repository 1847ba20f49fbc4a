import { z } from "zod";
import { statement } from "../../src/d1/sql/statement.ts";
import type { D1Transport } from "../../src/d1/transport/transport.ts";
import type { CommentRow } from "../../src/domain/comment-row.ts";
import { blog } from "../parts/d1/target-on.ts";

const stored = z.array(
  z.object({
    source: z.string(),
    sourceId: z.string(),
    pageId: z.string(),
    parentSourceId: z.string().nullable(),
    authorName: z.string(),
    content: z.string(),
    createdAt: z.string(),
    ipAddress: z.literal("migrated"),
    contentHash: z.string(),
  }),
);
const rowsPerRead = 500;

/**
 * The migrated comments that the database holds, of one page or of all, in the order of their ids,
 * with parents by event.
 */
export async function storedRows(
  transport: D1Transport,
  pageId?: string,
): Promise<readonly CommentRow[]> {
  const rows: CommentRow[] = [];
  for (;;) {
    const [read = []] = await transport.run(
      [select(rows.length, pageId)],
      new AbortController().signal,
    );
    rows.push(...stored.parse(read));
    if (read.length < rowsPerRead) return rows;
  }
}

function select(offset: number, pageId = "") {
  const sql = `SELECT l.source, l.source_id AS sourceId, c.page_id AS pageId, p.source_id AS parentSourceId,
  c.author_name AS authorName, c.content, c.created_at AS createdAt, c.ip_address AS ipAddress,
  c.content_hash AS contentHash
FROM comments c
LEFT JOIN comment_migration_ledger l ON l.comment_id = c.id
LEFT JOIN comment_migration_ledger p ON p.comment_id = c.parent_id
WHERE c.ip_address = 'migrated' AND ?1 IN ('', c.page_id)
ORDER BY c.id LIMIT ${rowsPerRead} OFFSET ${offset}`;
  return statement(sql, pageId);
}

/** A comment of a page, with what matters to a test. */
export function row(sourceId: string, overrides: Partial<CommentRow> = {}): CommentRow {
  return {
    source: blog,
    sourceId,
    pageId: "/p/",
    parentSourceId: null,
    authorName: "Ada",
    content: "Hello",
    createdAt: "2024-01-01T00:00:00.000Z",
    ipAddress: "migrated",
    contentHash: "0".repeat(64),
    ...overrides,
  };
}
