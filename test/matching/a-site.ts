import type { AddressedThread } from "../../src/domain/addressed-thread.ts";
import type { SitePage } from "../../src/domain/page.ts";
import { type MatchingOptions, matchThreads } from "../../src/matching/match-threads.ts";
import type { ThreadMatch } from "../../src/matching/thread-match.ts";

export function aPage(pageId: string, overrides: Partial<SitePage> = {}): SitePage {
  return { pageId, title: "", file: "content/a.md", date: undefined, aliases: [], ...overrides };
}

export function aThread(overrides: Partial<AddressedThread> = {}): AddressedThread {
  return {
    id: "1",
    addresses: [],
    identifiers: [],
    title: undefined,
    date: undefined,
    comments: 1,
    ...overrides,
  };
}

export function aSite(pages: readonly SitePage[], overrides: Partial<MatchingOptions> = {}) {
  return { hosts: ["blog.example"], basePath: "", pages, ...overrides };
}

/** What became of a thread in a word: `/posts/a/ by alias`, `excluded`, `unmatched`. */
export function inAWord(match: ThreadMatch | undefined): string {
  return match?.kind === "matched" ? `${match.page.pageId} by ${match.by}` : String(match?.kind);
}

/** What became of a thread with one address, in a word. */
export function whereIs(address: string, site: MatchingOptions): string {
  const { matches } = matchThreads([aThread({ addresses: [address] })], site);
  return inAWord(matches[0]);
}
