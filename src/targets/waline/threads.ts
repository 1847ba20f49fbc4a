import { batchRows } from "../../d1/schema/parent-id.ts";
import type { Attached } from "../../d1/schema/target-schema.ts";
import { ledgerTable } from "../../d1/sql/ledger-table.ts";

/**
 * The thread of each reply: `rid`, the id of the root above it. Waline shows a reply only below the
 * root that `rid` names. Found in the table, from the parent up: that an ancestor may have been
 * deleted there is in what the ancestors below it say.
 */
export const threadsOfReplies: Attached = {
  values: ({ parentSourceId }) => (parentSourceId === null ? [] : [[]]),
  write: [
    `UPDATE wl_Comment AS c SET rid = (
  WITH RECURSIVE up (id, pid, rid) AS (
    SELECT a.id, a.pid, a.rid FROM wl_Comment a WHERE a.id = c.pid
    UNION
    SELECT a.id, a.pid, a.rid FROM up JOIN wl_Comment a ON a.id = up.pid WHERE up.rid IS NULL
  ) SELECT coalesce(rid, id) FROM up WHERE rid IS NOT NULL OR pid IS NULL LIMIT 1)
FROM (SELECT l.comment_id AS id, l.created_at ${batchRows}) m
WHERE c.id = m.id AND c.insertedAt IS m.created_at AND c.pid IS NOT NULL`,
  ],
};

/**
 * A statement that makes roots of replies, and threads of what is below them.
 * @param isTop SQL condition on `o`: the reply has no thread any more
 */
function threadsFrom(isTop: string): string {
  return `UPDATE wl_Comment AS c SET pid = iif(c.id = t.root, NULL, c.pid),
  rid = iif(c.id = t.root, NULL, t.root)
FROM (WITH RECURSIVE below (id, root) AS (
  SELECT o.id, o.id FROM wl_Comment o WHERE o.rid IS NOT NULL AND ${isTop}
  UNION
  SELECT r.id, below.root FROM below JOIN wl_Comment r ON r.pid = below.id
) SELECT id, root FROM below) t
WHERE c.id = t.id`;
}

/** Replies whose parent a rollback has deleted. */
export const threadsOfOrphans: string = threadsFrom("o.pid IS NULL");

/**
 * Replies of threads whose root, a moved comment, is gone, where the comment that they answer was
 * deleted in Waline before: nothing else says that they belonged to it.
 * @param target what the ledger calls this database
 */
export function threadsWithoutRoot(target: string): string {
  return threadsFrom(`NOT EXISTS (SELECT 1 FROM wl_Comment r WHERE r.id = o.rid)
    AND NOT EXISTS (SELECT 1 FROM wl_Comment p WHERE p.id = o.pid)
    AND EXISTS (SELECT 1 FROM ${ledgerTable} l WHERE l.target = ${target} AND l.comment_id = +o.rid)`);
}
