import { readFile } from "node:fs/promises";
import type { AddressedThread } from "../domain/addressed-thread.ts";
import type { Finding } from "../domain/finding.ts";
import type { Page, SitePage, SiteScan } from "../domain/page.ts";
import { shownPath } from "../files/shown-path.ts";
import { readReason } from "../files/system-error.ts";
import { type AddressRow, readAddressTable } from "../matching/address-table.ts";
import { joinThreads } from "../matching/join-threads.ts";
import { matchThreads } from "../matching/match-threads.ts";
import type { ThreadMatch } from "../matching/thread-match.ts";
import { writeProposals } from "../matching/write-proposals.ts";
import type { ReportedPlacement } from "../report/report.ts";
import { runMessages } from "./messages.ts";

/** What became of conversations that know their pages. */
export interface Placement {
  /** One for each conversation, those without a comment among them. */
  readonly matches: readonly ThreadMatch[];
  /** Pages that show the source's widget, as they were found; their threads are the widget's. */
  readonly shown: readonly Page[];
}

/** How conversations find their pages. */
interface PlacingOptions {
  readonly scan: SiteScan;
  /** Host names of the site in former times. */
  readonly formerHosts: readonly string[];
  readonly table: readonly AddressRow[];
  /** What the source's widget may call a page, where no page says it. */
  readonly termsOf: (page: SitePage) => readonly string[];
}

/** Pages with conversations, and what became of all of these. */
interface PlacedConversations {
  readonly scan: SiteScan;
  readonly placement: Placement;
}

/**
 * Gives each conversation its page. The scan returned has the pages that have comments, with the
 * conversations as their threads.
 */
export function placeConversations(
  threads: readonly AddressedThread[],
  { scan, formerHosts, table, termsOf }: PlacingOptions,
): PlacedConversations {
  const termsOnPages = new Map(
    scan.pages.map(({ pageId, threads: shown }) => [pageId, shown.map(({ threadId }) => threadId)]),
  );
  const { matches, findings } = matchThreads(threads, {
    pages: scan.sitePages,
    hosts: [...scan.hosts, ...formerHosts],
    basePath: scan.basePath,
    identifiersOf: (page) => termsOnPages.get(page.pageId) ?? termsOf(page),
    table,
  });
  // Whoever opened a page once has made a thread for it, which nobody needs.
  const written = matches.filter(({ thread }) => thread.comments > 0);
  const pages = joinThreads(written).map(({ page: { pageId, title, file }, threads: matched }) => ({
    pageId,
    title,
    file,
    threads: matched.map(({ thread }) => ({
      threadId: thread.id,
      location: { file, line: 1 },
    })),
  }));
  return {
    scan: { ...scan, pages, findings: [...scan.findings, ...findings] },
    placement: { matches, shown: scan.pages },
  };
}

/**
 * The user's table of addresses; no rows where there is none.
 * @param path absolute
 * @throws MigrationError `address-table-invalid`, `address-table-not-read`
 */
export async function readTable(
  path: string,
  repositoryDir: string,
): Promise<readonly AddressRow[]> {
  const file = shownPath(repositoryDir, path);
  try {
    return readAddressTable(await readFile(path, "utf8"), file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    const reason = readReason(error);
    if (reason === undefined) throw error;
    throw runMessages.error("address-table-not-read", { file, reason }, { cause: error });
  }
}

/** What a run should say of conversations whose page is not known. */
export function placementFindings(placement: Placement, table: string): readonly Finding[] {
  const { unplaced, gone, matched } = reportedPlacement(placement);
  const others = placement.matches.filter(isOther).map(({ thread }) => thread);
  const findings: Finding[] = [];
  if (unplaced.length > 0) {
    const code = matched.length > 0 ? "comments-without-page" : "nothing-placed/unplaced";
    findings.push(runMessages.finding(code, { ...sumOf(unplaced), table }));
  } else if (matched.length === 0) {
    findings.push(runMessages.finding("nothing-placed/empty", {}));
  }
  if (gone.length > 0) findings.push(runMessages.finding("comments-of-gone-pages", sumOf(gone)));
  if (others.length > 0) {
    const some = others.slice(0, 3).map(({ title = "" }) => `“${title}”`);
    const words = { ...sumOf(others), titles: some.join(", ") };
    findings.push(runMessages.finding("other-threads", words));
  }
  return findings;
}

function sumOf(threads: readonly { readonly comments: number }[]) {
  const comments = threads.reduce((total, thread) => total + thread.comments, 0);
  return { threads: threads.length, comments };
}

/** The text of a table to be looked over; undefined where each comment's page is known. */
export function proposalsOf({ matches }: Placement): string | undefined {
  const unmatched = matches.filter(
    (match) => match.kind === "unmatched" && match.thread.comments > 0 && !isOther(match),
  );
  return unmatched.length === 0 ? undefined : writeProposals(unmatched);
}

/** What a report says of where conversations went; those without a comment are left out. */
export function reportedPlacement({ matches }: Placement): ReportedPlacement {
  const written = matches
    .filter((match) => match.thread.comments > 0 && !isOther(match))
    .toSorted(({ thread: a }, { thread: b }) => b.comments - a.comments || (a.id < b.id ? -1 : 1));
  return {
    unplaced: written.flatMap((match) =>
      match.kind === "unmatched" ? [{ ...namesOf(match), proposals: [...match.proposals] }] : [],
    ),
    gone: written.flatMap((match) => (match.kind === "excluded" ? [namesOf(match)] : [])),
    matched: written.flatMap((match) =>
      match.kind === "matched"
        ? [{ ...namesOf(match), pageId: match.page.pageId, by: match.by }]
        : [],
    ),
  };
}

/** Whether nothing says that it is a page's conversation. */
function isOther({ kind, thread }: ThreadMatch): boolean {
  return kind === "unmatched" && thread.mayBeOther === true;
}

function namesOf({ thread: { id, addresses, identifiers, title, comments } }: ThreadMatch) {
  const from = [...addresses, ...identifiers].find((text) => text.trim() !== "") ?? id;
  return { from, title: title ?? "", comments };
}
