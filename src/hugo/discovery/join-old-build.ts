import type { Finding } from "../../domain/finding.ts";
import type { Thread } from "../../domain/page.ts";
import type { IndexedPage } from "../asked/page-index.ts";
import { conversationKey } from "../built/built-page.ts";
import type { ContentFile, ThreadCall } from "../content/read-content.ts";
import type { FoundPage } from "./found-page.ts";
import { type SimpleReading, simplePages } from "./simple-pages.ts";

/** What is known beside the old build. */
interface Beside {
  readonly index: readonly IndexedPage[];
  /** Whether the build has a page of the content file, by Hugo's word. */
  readonly isBuilt: (path: string) => boolean;
  readonly read: SimpleReading;
}

/** Pages of an old build with what newer content adds. */
interface JoinedPages {
  readonly pages: readonly FoundPage[];
  readonly findings: readonly Finding[];
  readonly isBuilt: (path: string) => boolean;
}

/**
 * Joins what a built site shows that may be older than the content with what the content shows beyond
 * doubt: an old build says nothing against a thread that is in the content.
 * @param contents those that are to be published
 */
export function joinOldBuild(
  built: readonly FoundPage[],
  contents: readonly ContentFile[],
  { index, isBuilt, read }: Beside,
): JoinedPages {
  const placed = index.length > 0 ? built : withContentFiles(built, contents, read);
  const conversations = new Set(placed.flatMap(({ page }) => page.threads.map(idOf)));
  const files = new Set(placed.map(({ page }) => page.file));
  const isUnread = (content: ContentFile) =>
    content.own.length > 0 || content.calls.some((call) => read(content, call) === undefined);
  // Without Hugo's word nobody can say which file a page is made of, only whether there are enough.
  const named = new Set(contents.map(({ file }) => file));
  const unnamed = placed.filter(({ page }) => !named.has(page.file)).length;
  const areEnough = index.length === 0 && unnamed >= contents.filter(isUnread).length;
  const isShown = (content: ContentFile) => {
    const ids = content.calls.flatMap((call) => read(content, call) ?? []).map(idOf);
    const isThere = files.has(content.file) || isBuilt(content.path) || areEnough;
    return ids.every((id) => conversations.has(id)) && (!isUnread(content) || isThere);
  };
  const missing = contents.filter((content) => !isShown(content));
  const simple = simplePages(missing, index, read);
  const byAddress = new Map(placed.map((found) => [found.page.pageId, found]));
  for (const added of simple.pages) {
    const there = byAddress.get(added.page.pageId);
    byAddress.set(added.page.pageId, there === undefined ? added : withThreads(there, added));
  }
  const known = new Set(contents.filter(isShown).map(({ path }) => path));
  return {
    pages: [...byAddress.values()],
    findings: simple.findings,
    isBuilt: (path) => known.has(path) || isBuilt(path),
  };
}

function withThreads(there: FoundPage, { page: { threads } }: FoundPage): FoundPage {
  const conversations = new Set(there.page.threads.map(conversationKey));
  const more = threads.filter((thread) => !conversations.has(conversationKey(thread)));
  return { ...there, page: { ...there.page, threads: [...there.page.threads, ...more] } };
}

function idOf({ threadId }: Pick<Thread, "threadId">): string {
  return threadId;
}

/** Without Hugo's word, a page belongs to the one content file that shows its thread. */
function withContentFiles(
  built: readonly FoundPage[],
  contents: readonly ContentFile[],
  read: SimpleReading,
): readonly FoundPage[] {
  const calls = contents.flatMap((content) =>
    content.calls.flatMap((call) =>
      (read(content, call) ?? namedBy(call)).map(({ threadId }) => ({ threadId, content, call })),
    ),
  );
  const byThread = Map.groupBy(calls, ({ threadId }) => threadId);
  const pagesOf = Map.groupBy(
    built.flatMap(({ page }) => page.threads.map(({ threadId }) => ({ page, threadId }))),
    ({ threadId }) => threadId,
  );
  return built.map((found) => {
    const placed = found.page.threads.map((thread) => {
      const showing = byThread.get(thread.threadId) ?? [];
      const [only] = showing;
      const isOnly = showing.length === 1 && pagesOf.get(thread.threadId)?.length === 1;
      return { thread, only: isOnly ? only : undefined };
    });
    const file = placed.find(({ only }) => only !== undefined)?.only?.content.file;
    if (file === undefined) return found;
    const threads = placed.map(({ thread, only }) =>
      only === undefined ? thread : { ...thread, location: only.call.location },
    );
    return { ...found, page: { ...found.page, file, threads } };
  });
}

/** What a call may show whose template only Hugo can run: the build says whether it is a thread. */
function namedBy({ call: { positional, named } }: ThreadCall): readonly Pick<Thread, "threadId">[] {
  const values = [...positional, ...named.values()];
  return [...new Set(values.map(String))].map((threadId) => ({ threadId }));
}
