import type { SitePage } from "../domain/page.ts";
import type { MatchedThread, ThreadMatch } from "./thread-match.ts";

/** All threads of one page. */
interface PageConversation {
  readonly page: SitePage;
  /** By first comment, those without one last; at least one. */
  readonly threads: readonly MatchedThread[];
}

/** One conversation for each page that has a thread, ordered by `pageId`. */
export function joinThreads(matches: readonly ThreadMatch[]): readonly PageConversation[] {
  const matched = matches.filter((match) => match.kind === "matched");
  return [...Map.groupBy(matched, ({ page }) => page)]
    .map(([page, threads]) => ({ page, threads: threads.toSorted(byFirstComment) }))
    .sort((one, other) => (one.page.pageId < other.page.pageId ? -1 : 1));
}

function byFirstComment({ thread: one }: MatchedThread, { thread: other }: MatchedThread): number {
  const [a, b] = [one, other].map(({ date }) => date?.getTime() ?? Number.MAX_VALUE);
  return (a ?? 0) - (b ?? 0) || (one.id < other.id ? -1 : 1);
}
