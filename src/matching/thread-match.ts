import type { AddressedThread } from "../domain/addressed-thread.ts";
import type { SitePage } from "../domain/page.ts";

/** A page that may be a thread's, for a person to decide. */
export interface PageProposal {
  readonly pageId: string;
  /** What speaks for it: `same title`. */
  readonly because: string;
}

/** A thread whose page is known, and what it is known by. */
export interface MatchedThread {
  readonly kind: "matched";
  readonly thread: AddressedThread;
  readonly page: SitePage;
  readonly by: "address" | "alias" | "identifier" | "table";
}

/** A thread that the user's table gives no page, on purpose. */
interface ExcludedThread {
  readonly kind: "excluded";
  readonly thread: AddressedThread;
  readonly by: "table";
}

/** A thread whose page is not known. */
export interface UnmatchedThread {
  readonly kind: "unmatched";
  readonly thread: AddressedThread;
  /** Ordered by `pageId`, each once; often none. */
  readonly proposals: readonly PageProposal[];
}

/** What became of a thread. */
export type ThreadMatch = MatchedThread | ExcludedThread | UnmatchedThread;
