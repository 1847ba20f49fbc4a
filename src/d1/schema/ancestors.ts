interface Comments {
  readonly table: string;
  readonly id: string;
  readonly parentId: string;
}

/**
 * SQL condition: what the comment `c` answers, directly or not, is free of this.
 * @param condition SQL condition on the answered comment `h`
 */
export function noAncestor({ table, id, parentId }: Comments, condition: string): string {
  return `NOT EXISTS (
  WITH RECURSIVE up (id) AS (
    SELECT c.${parentId} UNION SELECT h.${parentId} FROM up JOIN ${table} h ON h.${id} = up.id
  ) SELECT 1 FROM up JOIN ${table} h ON h.${id} = up.id WHERE ${condition})`;
}
