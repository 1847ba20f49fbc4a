import { ledgerTable } from "../sql/ledger-table.ts";

/**
 * The comments whose text goes while their place stays, for `TargetSchema.emptied`: their ids, times
 * and new digests. `?1` is a JSON array of `[source, source id]`, `?2` the batch id of their entries.
 */
export const emptiedRows = `(SELECT l.comment_id AS id, l.created_at, l.digest
  FROM json_each(?1) j JOIN ${ledgerTable} l
  ON l.source = j.value ->> 0 AND l.source_id = j.value ->> 1 AND l.batch_id = ?2)`;
