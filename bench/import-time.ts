import type { D1Transport } from "../src/d1/transport/transport.ts";
import type { CommentRow } from "../src/domain/comment-row.ts";
import { contentHash } from "../src/domain/content-hash.ts";
import { classicSchema } from "../src/targets/classic/schema.ts";
import { blog, targetOn } from "../test/parts/d1/target-on.ts";
import { referenceComments, referencePages } from "../test/parts/hugo/reference-site.ts";

const never = new AbortController().signal;

/** In ms, from the first row to the last id, into a database whose tables are there. */
export async function timeOfImport(
  transport: D1Transport,
  rows: readonly CommentRow[],
  schema = classicSchema(),
): Promise<number> {
  const target = targetOn(transport, { runId: "bench", maxRetries: 0 }, schema);
  await target.prepare({ readOnly: false }, never);
  return timeOf(async () => {
    const { inserted } = await target.importRows(rows, never);
    if (inserted.size !== rows.length) throw new Error("rows were lost");
  });
}

/** In ms. */
export async function timeOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** 655 comments of 115 pages. */
export function referenceRows(): readonly CommentRow[] {
  const text = "It worked for me after I had read it twice; the crust was thick, the crumb open. ";
  return Array.from({ length: referenceComments }, (_, n) => {
    const pageId = `/posts/a-post-about-bread-${n % referencePages}/`;
    const content = `${n}: ${text.repeat(2)} It's good.`;
    const isReply = n >= referencePages && n % 3 === 0;
    return {
      source: blog,
      sourceId: sourceId(n),
      pageId,
      parentSourceId: isReply ? sourceId(n - referencePages) : null,
      authorName: `Reader ${n % 20}`,
      content,
      createdAt: new Date(1_600_000_000_000 + n * 60_000).toISOString(),
      ipAddress: "migrated",
      contentHash: contentHash(pageId, "Reader", content),
    };
  });
}

/** As long as those of room versions 4 and later. */
function sourceId(n: number): string {
  return `$${String(n).padStart(6, "0")}${"abcdefghijklmnopqrstuvwxyzABCDEFGHIJK"}`;
}
