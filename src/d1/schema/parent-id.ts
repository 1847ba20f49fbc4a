import { ledgerTable } from "../sql/ledger-table.ts";
import { raise } from "../sql/sql-literal.ts";

/**
 * SQL expression of the parent's id for the ledger entry `l`, whose parent's entry is joined as `p`.
 * A parent that was imported earlier and has been deleted since leaves its replies as roots. The
 * comments of this very batch (`?2`) are not in the table yet while the statement selects.
 * @param isThere SQL condition: the comment `p.comment_id` is in the table, on the same page
 * @param noParent SQL of what a comment has there that answers none
 */
export function parentId(isThere: string, noParent = "NULL"): string {
  return `iif(l.parent_source_id IS NULL, ${noParent},
    iif(p.source_id IS NULL, ${raise("unknown-parent", "l.source_id")},
    iif(p.batch_id = ?2 OR EXISTS (${isThere}), p.comment_id, ${noParent})))`;
}

/**
 * The rows of this batch: `j.value` is `[source, source id, ...]` with what the schema's `values`
 * gave, `l` and `p` as above.
 */
export const batchRows = `FROM json_each(?1) j
JOIN ${ledgerTable} l
  ON l.source = j.value ->> 0 AND l.source_id = j.value ->> 1 AND l.batch_id = ?2
LEFT JOIN ${ledgerTable} p ON p.source = l.source AND p.source_id = l.parent_source_id`;
