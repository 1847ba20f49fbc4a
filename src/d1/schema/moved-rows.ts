import { ledgerTable } from "../sql/ledger-table.ts";

/**
 * The moved comments whose pages have other addresses now, for `TargetSchema.move`: their ids, times
 * and digests, their new page's id, and the target's own name of it. `?1` is a JSON array of `[page id, the
 * target's name of it]`, `?2` the batch id that their entries have got.
 */
export const movedRows = `(SELECT l.comment_id AS id, l.created_at, l.digest, l.page_id, j.value ->> 1 AS page
  FROM json_each(?1) j JOIN ${ledgerTable} l ON l.page_id = j.value ->> 0 AND l.batch_id = ?2)`;
