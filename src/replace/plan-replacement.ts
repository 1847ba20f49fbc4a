import type { Finding } from "../domain/finding.ts";
import {
  type Page,
  type SiteScan,
  type ThreadAddress,
  type ThreadPlace,
  threadKey,
} from "../domain/page.ts";
import type { ReplacementTemplate } from "../shortcode/replacement-template.ts";
import { type Kept, type KeptReason, keptFindings } from "./kept-places.ts";
import { withKnownThreads } from "./known-threads.ts";
import type { Replacement } from "./replace-shortcodes.ts";

/** A call that is replaced, and the page whose comments appear there from now on. */
export interface PlannedReplacement extends Replacement {
  readonly pageId: string;
}

/** A content file in which shortcodes are replaced. */
export interface PlannedFile {
  /** Absolute. */
  readonly path: string;
  /** As people know it. */
  readonly file: string;
  /** Of the text that the replacements are for. */
  readonly digest: string;
  /** In the order of the text. */
  readonly replacements: readonly PlannedReplacement[];
}

/** What is replaced, and what is not. */
interface ReplacementPlan {
  readonly files: readonly PlannedFile[];
  /** Places that go on showing the old comments. */
  readonly kept: number;
  /** Why they do. */
  readonly findings: readonly Finding[];
}

/**
 * Decides which shortcode calls are replaced: those whose threads are all moved, to one page. A page
 * shows all its comments at once; so the second of its calls in a file, and those after it, give way
 * to nothing.
 * @param moved ids of the pages whose comments are all in the target, and were compared
 */
export function planReplacement(
  { pages, places, threads }: Pick<SiteScan, "pages" | "places" | "threads">,
  moved: ReadonlySet<string>,
  template: ReplacementTemplate,
): ReplacementPlan {
  const owners = new Map(
    pages.flatMap((page) => page.threads.map((one) => [threadKey(one), page] as const)),
  );
  const shown = Map.groupBy(threads, ({ location, threadId }) => shownKey(location.file, threadId));
  const kept: Kept[] = [];
  const files: PlannedFile[] = [];
  const known = withKnownThreads(places, pages);
  for (const [path, inFile] of Map.groupBy(known, (place) => place.path)) {
    const replacements: PlannedReplacement[] = [];
    for (const same of Map.groupBy(inFile, placeKey).values()) {
      const [place] = same;
      if (place === undefined) continue;
      // A file that is mounted for two languages is two pages, which may show different threads.
      const [decision, ...others] = same.map((one) =>
        decide(one, { owners, shown, moved, template }),
      );
      const isOne = others.every((other) => JSON.stringify(other) === JSON.stringify(decision));
      if (!isOne || decision === undefined) kept.push({ place, reason: "several-pages" });
      else if ("reason" in decision) kept.push({ place, ...decision });
      else replacements.push(decision);
    }
    const [{ digest, location } = {}] = inFile;
    if (replacements.length === 0 || digest === undefined || location === undefined) continue;
    const inOrder = replacements.toSorted((a, b) => a.start - b.start);
    files.push({ path, file: location.file, digest, replacements: inOrder });
  }
  return { files, kept: kept.length, findings: keptFindings(kept, template) };
}

function shownKey(file: string, threadId: string): string {
  return JSON.stringify([file, threadId]);
}

function placeKey({ call, location }: ThreadPlace): string {
  return call === undefined ? `line ${location.line}` : `from ${call.start}`;
}

interface Knowledge {
  /** By what {@link conversationOf} returns. */
  readonly owners: ReadonlyMap<string, Page>;
  /** What files show of a thread id, by both: two sites may have a thread of one id. */
  readonly shown: ReadonlyMap<string, readonly ThreadAddress[]>;
  readonly moved: ReadonlySet<string>;
  readonly template: ReplacementTemplate;
}

function decide(
  { call, threadIds, location, takesHtml }: ThreadPlace,
  { owners, shown, moved, template }: Knowledge,
): PlannedReplacement | { readonly reason: KeptReason; readonly by?: string } {
  const pages = new Set(
    threadIds
      .flatMap((threadId) => shown.get(shownKey(location.file, threadId)) ?? { threadId })
      .map((one) => owners.get(threadKey(one))),
  );
  const [thread] = threadIds;
  const [page] = pages;
  if (thread === undefined) return { reason: "unknown-section" };
  if (page === undefined || pages.has(undefined)) return { reason: "not-moved" };
  if (pages.size > 1) return { reason: "several-pages" };
  if (!moved.has(page.pageId)) return { reason: "not-complete" };
  const by = template.fill({ section: thread, page: page.pageId });
  if (by === undefined) return { reason: "not-writable" };
  if (!template.namesPage && page.file !== location.file) return { reason: "on-another-page" };
  if (template.isHtml && !takesHtml) return { reason: "html-not-shown" };
  if (call === undefined) return { reason: "own-html", by };
  if (!isEmpty(call.inner, threadIds)) return { reason: "text-between-tags", by };
  return { start: call.start, end: call.end, by, pageId: page.pageId };
}

/** Some sites write the thread id between the tags. */
function isEmpty(inner: string | undefined, threadIds: readonly string[]): boolean {
  const text = inner?.trim();
  return text === "" || (text !== undefined && threadIds.includes(text));
}
