import type { AddressedThread } from "../domain/addressed-thread.ts";
import type { Finding } from "../domain/finding.ts";
import type { SitePage } from "../domain/page.ts";
import { type AddressFinding, AddressIndex, type FoundPage } from "./address-index.ts";
import { AddressRows } from "./address-rows.ts";
import type { AddressRow } from "./address-table.ts";
import { type IdentifiersOf, pagesByIdentifier } from "./identifier-index.ts";
import { Likeness } from "./likeness.ts";
import { matchingMessages } from "./messages.ts";
import type { SiteHosts } from "./site.ts";
import type { PageProposal, ThreadMatch } from "./thread-match.ts";

/** What threads are matched with. */
export interface MatchingOptions extends SiteHosts {
  /** All pages of the site, each `pageId` once. */
  readonly pages: readonly SitePage[];
  /** Omitted where the source's widget names no page but by its address. */
  readonly identifiersOf?: IdentifiersOf;
  /** The user's own table; no rows if omitted. */
  readonly table?: readonly AddressRow[];
}

/** What became of all threads. */
interface ThreadMatches {
  /** One for each thread, in their order. */
  readonly matches: readonly ThreadMatch[];
  /** Rows of the table that lead to no page, in its order. */
  readonly findings: readonly Finding[];
}

/**
 * Finds the page of each thread: by an address or alias ({@link AddressIndex} says how), then by an
 * identifier, then by the user's table. The table is last: it is for what the site itself doesn't
 * know, and can't take a thread from the page whose address it has. A thread whose addresses lead to
 * several pages with as few differences overlooked has none by address. What is only alike is
 * proposed, never matched.
 */
export function matchThreads(
  threads: readonly AddressedThread[],
  options: MatchingOptions,
): ThreadMatches {
  const matcher = new ThreadMatcher(options);
  const matches = threads.map((thread) => matcher.match(thread));
  return { matches, findings: matcher.findings() };
}

class ThreadMatcher {
  readonly #addresses: AddressIndex;
  readonly #identifiers: ReadonlyMap<string, SitePage>;
  readonly #rows: AddressRows;
  readonly #likeness: Likeness;
  readonly #basePath: string;
  readonly #unknown = new Map<string, AddressRow>();

  constructor({ pages, identifiersOf, table = [], ...site }: MatchingOptions) {
    this.#addresses = new AddressIndex(pages, site);
    this.#identifiers =
      identifiersOf === undefined ? new Map() : pagesByIdentifier(pages, identifiersOf);
    this.#rows = new AddressRows(table, site);
    this.#likeness = new Likeness(pages, site);
    this.#basePath = site.basePath;
    for (const row of table) if (row.to !== "" && !row.keepsRest) this.#pageAt(row.to, row);
  }

  match(thread: AddressedThread): ThreadMatch {
    const best = this.#bestOf(thread.addresses);
    const found = onlyOne(best);
    if (found !== undefined) return { kind: "matched", thread, ...found };
    const page = this.#identified(thread.identifiers);
    if (page !== undefined) return { kind: "matched", thread, page, by: "identifier" };
    return this.#byTable(thread) ?? this.#unmatched(thread, best);
  }

  findings(): readonly Finding[] {
    return [...this.#unknown]
      .sort(
        ([one, { location: a }], [other, { location: b }]) =>
          a.line - b.line || (one < other ? -1 : 1),
      )
      .map(([to, { location }]) =>
        matchingMessages.finding("address-table-page-unknown", { to }, { location }),
      );
  }

  /** What the addresses lead to with the fewest differences overlooked. */
  #bestOf(addresses: readonly string[]): AddressFinding["found"] {
    const findings = addresses
      .map((address) => this.#addresses.find(address))
      .filter((finding) => finding !== undefined);
    const fewest = Math.min(...findings.map(({ step }) => step));
    return findings.filter(({ step }) => step === fewest).flatMap(({ found }) => found);
  }

  #identified(identifiers: readonly string[]): SitePage | undefined {
    const pages = new Set(identifiers.flatMap((one) => this.#identifiers.get(one) ?? []));
    return pages.size === 1 ? pages.values().next().value : undefined;
  }

  #byTable(thread: AddressedThread): ThreadMatch | undefined {
    const followed = this.#rows.follow([...thread.addresses, ...thread.identifiers]);
    if (followed === undefined) return undefined;
    if (followed.to === "") return { kind: "excluded", thread, by: "table" };
    const page = this.#pageAt(followed.to, followed.row);
    return page === undefined ? undefined : { kind: "matched", thread, page, by: "table" };
  }

  /** The page at an address that the table names, with the base URL's path or without it. */
  #pageAt(to: string, row: AddressRow): SitePage | undefined {
    const found =
      this.#addresses.find(to) ??
      (to.startsWith("/") ? this.#addresses.find(`${this.#basePath}${to}`) : undefined);
    const page = onlyOne(found?.found ?? [])?.page;
    if (page === undefined && !this.#unknown.has(to)) this.#unknown.set(to, row);
    return page;
  }

  #unmatched(thread: AddressedThread, candidates: AddressFinding["found"]): ThreadMatch {
    const because = "an address of the comments leads to it, and to another page as well";
    const proposals = new Map<string, PageProposal>(
      candidates.map(({ page: { pageId } }) => [pageId, { pageId, because }]),
    );
    for (const proposal of this.#likeness.proposalsFor(thread)) {
      if (!proposals.has(proposal.pageId)) proposals.set(proposal.pageId, proposal);
    }
    const ordered = [...proposals.values()].sort((a, b) => (a.pageId < b.pageId ? -1 : 1));
    return { kind: "unmatched", thread, proposals: ordered };
  }
}

function onlyOne(found: AddressFinding["found"]): FoundPage | undefined {
  const [first] = found;
  if (first === undefined || found.some(({ page }) => page !== first.page)) return undefined;
  return found.find(({ by }) => by === "address") ?? first;
}
