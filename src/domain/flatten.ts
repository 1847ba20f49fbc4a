import type { CommentRow } from "./comment-row.ts";

/** Rows of threads that are nowhere deeper than a target allows. */
interface FlatThreads {
  readonly rows: readonly CommentRow[];
  /** Rows that answer another comment than they did, as they are now. */
  readonly moved: readonly CommentRow[];
}

/**
 * Lifts replies that lie deeper than `maxDepth` levels to the deepest level, where they answer the
 * comment above the one that they answered.
 * @param rows parents before replies
 * @param maxDepth 1 allows no replies at all
 */
export function flattenThreads(rows: readonly CommentRow[], maxDepth: number): FlatThreads {
  const placed = new Map<
    string,
    { readonly depth: number; readonly parentSourceId: string | null }
  >();
  const moved: CommentRow[] = [];
  const flat = rows.map((row) => {
    const parent = row.parentSourceId === null ? undefined : placed.get(row.parentSourceId);
    const isTooDeep = parent !== undefined && parent.depth >= maxDepth;
    const parentSourceId = isTooDeep ? parent.parentSourceId : row.parentSourceId;
    const depth = parent === undefined ? 1 : Math.min(parent.depth + 1, maxDepth);
    placed.set(row.sourceId, { depth, parentSourceId });
    if (!isTooDeep) return row;
    const lifted = { ...row, parentSourceId };
    moved.push(lifted);
    return lifted;
  });
  return { rows: flat, moved };
}
