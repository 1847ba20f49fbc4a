import type { PageState } from "./report.ts";

/**
 * Whether all comments of a page in this state are in the target, and were compared there: what may be
 * archived, and whose old widget may go.
 */
export function hasAllComments(state: PageState): boolean {
  return state === "completed" || state === "completed-before" || state === "verified";
}
