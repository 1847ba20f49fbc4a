/** The table that remembers which source event became which comment. */
export const ledgerTable = "comment_migration_ledger";
