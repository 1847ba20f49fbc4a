import type { Page, ThreadPlace } from "../domain/page.ts";

/**
 * Gives a call whose thread only a build of the site tells the thread that the build shows, where
 * it is the only such call of its file, and its page has one thread that no other place shows.
 */
export function withKnownThreads(
  places: readonly ThreadPlace[],
  pages: readonly Page[],
): readonly ThreadPlace[] {
  const byFile = Map.groupBy(places, ({ location }) => location.file);
  const pagesOf = Map.groupBy(pages, ({ file }) => file);
  return places.map((place) => {
    if (place.threadIds.length > 0) return place;
    const inFile = byFile.get(place.location.file) ?? [];
    const isOnly = inFile.filter(({ threadIds }) => threadIds.length === 0).length === 1;
    const [page, ...others] = pagesOf.get(place.location.file) ?? [];
    if (!isOnly || page === undefined || others.length > 0) return place;
    const known = new Set(inFile.flatMap(({ threadIds }) => threadIds));
    const [thread, ...more] = page.threads.filter(({ threadId }) => !known.has(threadId));
    if (thread === undefined || more.length > 0) return place;
    return { ...place, threadIds: [thread.threadId] };
  });
}
