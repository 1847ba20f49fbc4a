import { setTimeout as sleep } from "node:timers/promises";
import pMap from "p-map";
import type { SkippedItems } from "../domain/comment.ts";
import { detailsOf } from "../domain/comment-details.ts";
import type { CommentRow } from "../domain/comment-row.ts";
import { type Difference, differencesOf } from "../domain/difference.ts";
import type { Finding } from "../domain/finding.ts";
import type { HeldComment, KeptComment, Stray } from "../domain/kept-comment.ts";
import { isOfWholeRun } from "../domain/migration-error.ts";
import type { Page, SiteScan } from "../domain/page.ts";
import type { PageFailure } from "../domain/page-failure.ts";
import type { CommentSource, CommentTarget, PublishedComments } from "../domain/ports.ts";
import { compareHeld } from "./compare-held.ts";
import { comparePublished } from "./compare-published.ts";
import { fewerThanBefore } from "./fewer-comments.ts";
import { migrationMessages } from "./messages.ts";
import { withoutOthersComments } from "./moved-pages.ts";
import type { MigrationOutcome } from "./outcome.ts";
import { failureOf, notVerified } from "./page-failure.ts";
import type { PageOutcome } from "./page-outcome.ts";
import type { MigrationObserver } from "./ports.ts";
import { hasConversations, readPage, withoutMovedOrphans } from "./read-page.ts";
import { SharedConversations } from "./shared-conversations.ts";
import type { Stopwatch } from "./stopwatch.ts";

/** The parts that a verification is made of. */
interface VerificationParts {
  readonly source: CommentSource;
  readonly target: CommentTarget;
  /** Where readers' view is compared too. */
  readonly published?: PublishedComments | undefined;
  readonly observer: MigrationObserver;
  readonly stopwatch: Stopwatch;
  readonly now: () => Date;
}

interface Verification {
  readonly scan: SiteScan;
  /** What the target has, by source id. */
  readonly heldBySource: ReadonlyMap<string, HeldComment>;
  /** All of them by the id of their page. */
  readonly heldByPage: ReadonlyMap<string, readonly HeldComment[]>;
  /** When a comment of the site was imported last: see {@link lastImport}. */
  readonly lastImport: string;
  readonly accepted: ReadonlySet<string> | undefined;
}

interface VerifiedPage {
  readonly outcome: PageOutcome;
  readonly differences: readonly Difference[];
  readonly findings: readonly Finding[];
  readonly skipped: readonly SkippedItems[];
  /** Of what the source has of it, or says to be removed. */
  readonly sourceIds: readonly string[];
  readonly details: MigrationOutcome["details"];
}

/** How a site is verified. */
interface VerificationOptions {
  /** Pages read at once. */
  readonly concurrency: number;
  /** When this is aborted no further page is begun; those begun are brought to their end. */
  readonly until?: AbortSignal;
  /** Ids of pages whose comments may differ from their source: a person has looked at them. */
  readonly accepted?: ReadonlySet<string>;
  /** Whether the pages are a part of the site's only. */
  readonly isPart?: boolean;
  /** What the target calls the pages that were asked for; comments of others are nobody's question. */
  readonly onlyNames?: ReadonlySet<string>;
}

/**
 * Compares the comments of a site's pages at the source with the target, comment by comment: there,
 * once, with the same text, author, time and parent; in the database, and through the public API
 * where there is one. Nothing is written.
 */
export async function verifySite(
  parts: VerificationParts,
  scan: SiteScan,
  { concurrency, until, accepted, isPart = false, onlyNames }: VerificationOptions,
  signal: AbortSignal,
): Promise<MigrationOutcome> {
  await parts.target.prepare({ readOnly: true }, signal);
  const hasLedger = (await parts.target.readLedger(signal)).length > 0;
  const held = hasLedger ? await parts.target.readHeld("all", signal) : [];
  const found = hasLedger ? await parts.target.readStrays(signal) : [];
  const strays = found.filter(({ page }) => onlyNames?.has(page) !== false);
  const heldBySource = new Map(held.map((comment) => [comment.sourceId, comment]));
  const heldByPage = Map.groupBy(heldBySource.values(), ({ pageId }) => pageId);
  const verification = { scan, heldBySource, heldByPage, lastImport: lastImport(held), accepted };
  parts.observer.scanned(scan, 0);
  parts.stopwatch.enter("read");

  let stoppedBy: PageFailure | undefined;
  const verified = await pMap(
    scan.pages,
    async (page): Promise<VerifiedPage> => {
      const isOver = signal.aborted || until?.aborted === true || stoppedBy !== undefined;
      if (isOver) return untouched(page);
      parts.observer.pageStarted(page);
      const result = await verifyPage(page, verification, parts, signal).catch((error) => {
        if (isOfWholeRun(error)) stoppedBy ??= failureOf(error);
        return signal.aborted || isOfWholeRun(error) ? untouched(page) : failed(page, error);
      });
      if (result.outcome.state !== "remaining") parts.observer.pageDone(result.outcome);
      return result;
    },
    { concurrency },
  );
  const pages = verified.map(({ outcome }) => outcome);
  return {
    scan,
    mode: "verify",
    dryRun: false,
    pages,
    differences: [...verified.flatMap((page) => page.differences), ...strays.map(strayDifference)],
    findings: [
      ...scan.findings,
      ...verified.flatMap((page) => page.findings),
      ...(strays.length === 0 ? [] : [strayFinding(strays)]),
      ...goneFromSource(
        scan,
        verified,
        isPart ? scan.pages.flatMap(({ pageId }) => heldByPage.get(pageId) ?? []) : held,
      ),
    ],
    changes: [],
    skipped: verified.flatMap(({ outcome, skipped }) =>
      skipped.map((events) => ({ ...events, pageId: outcome.page.pageId })),
    ),
    details: new Map(verified.flatMap(({ details }) => [...details])),
    rebuiltPages: 0,
    ...(stoppedBy === undefined ? {} : { stoppedBy }),
    movedBefore: held.filter(({ kept }) => kept !== null).length,
    months: new Map(),
    startedAt: parts.stopwatch.startedAt,
    finishedAt: parts.now(),
  };
}

async function verifyPage(
  page: Page,
  { scan, heldBySource, heldByPage, lastImport: ofSite, accepted }: Verification,
  parts: VerificationParts,
  signal: AbortSignal,
): Promise<VerifiedPage> {
  const heldOf = (sourceIds: readonly string[]) =>
    sourceIds.flatMap((sourceId) => heldBySource.get(sourceId) ?? []);
  const read = await readPage(page, parts, signal);
  const elsewhere = heldOf(idsOf(read.rows)).filter((comment) => comment.pageId !== page.pageId);
  const moved = [...Map.groupBy(elsewhere, ({ pageId }) => pageId)].map(([from, comments]) => ({
    from,
    to: page.pageId,
    comments: comments.length,
  }));
  const own = await withoutOthersComments(
    read,
    moved,
    scan,
    new SharedConversations(parts),
    signal,
  );
  const { rows, removed, skipped } = own;
  const ofPage = heldByPage.get(page.pageId) ?? [];
  const sourceIds = [...idsOf(rows), ...removed];
  const inSource = new Set(sourceIds);
  const isAccepted = accepted?.has(page.pageId) === true;
  const there = ofPage.filter(({ kept }) => kept !== null);
  const known = there.filter(({ sourceId }) => inSource.has(sourceId)).length;
  const findings = [
    ...withoutMovedOrphans(own.findings, (sourceId) => heldBySource.has(sourceId)),
    ...(isAccepted ? [] : fewerThanBefore(own, there.length, known, "verifying")),
  ];
  const held = heldOf(idsOf(rows));
  const expected = parts.target.asKept(rows, held);
  const last = lastImport(ofPage) || ofSite;
  const near = [...held, ...ofPage];
  const differences = [
    ...compareHeld(rows, expected, near, {
      maxDepth: parts.target.maxDepth,
      isNew: ({ createdAt }) => last !== "" && createdAt > last,
    }),
    ...removedSince(heldOf(removed).filter(({ pageId }) => pageId === page.pageId)),
    ...(await comparePublic(page, expected, near, parts, signal)),
  ];
  const comments = rows.length;
  const details = detailsOf(rows);
  const wrong = isAccepted ? [] : differences.filter(({ cause }) => cause === "wrong");
  if (wrong.length > 0) {
    const failure = failureOf(notVerified(page.pageId, wrong));
    const outcome = {
      state: "failed",
      page,
      comments,
      failure,
      step: "verify",
      attempts: 1,
    } as const;
    return { outcome, differences, findings, skipped, sourceIds, details };
  }
  const isBehind = !isAccepted && differences.some(({ cause }) => cause === "source");
  const outcome: PageOutcome = hasConversations(own)
    ? { state: isBehind ? "outdated" : "verified", page, comments }
    : { state: "without-conversation", page, comments, inserted: 0 };
  return { outcome, differences, findings, skipped, sourceIds, details };
}

function idsOf(rows: readonly CommentRow[]): readonly string[] {
  return rows.map(({ sourceId }) => sourceId);
}

/** When the newest of the comments was imported, by the database's clock; empty where it is not known. */
function lastImport(held: readonly HeldComment[]): string {
  const times = held.map(({ importedAt }) => importedAt).toSorted();
  return times.at(-1) ?? "";
}

/** Comments that the target still shows though they were removed at their source. */
function removedSince(held: readonly HeldComment[]): readonly Difference[] {
  return held.flatMap((comment) => {
    const { kept, isEmptied } = comment;
    if (kept === null || isEmptied) return [];
    return [differencesOf(comment, "database")("removed", null, kept.content, "source")];
  });
}

/**
 * What readers see is compared with what was written: what somebody changed or hid in the database
 * since is told by the comparison with that.
 * @param held what the database has of the page
 */
async function comparePublic(
  page: Page,
  expected: readonly KeptComment[],
  held: readonly HeldComment[],
  { published, stopwatch, now }: VerificationParts,
  signal: AbortSignal,
): Promise<readonly Difference[]> {
  const [first] = expected;
  if (published === undefined || first === undefined) return [];
  const sourceIds = new Set(expected.map(({ sourceId }) => sourceId));
  const shown = new Map(
    held
      .filter(({ sourceId }) => sourceIds.has(sourceId))
      .filter(({ isShown, isEmptied, isAsWritten }) => isShown && isAsWritten && !isEmptied)
      .flatMap(({ sourceId, kept }) => (kept === null ? [] : [[sourceId, kept]])),
  );
  const compare = async () =>
    comparePublished(
      page.pageId,
      [...shown.values()],
      held.filter(({ kept }) => kept !== null),
      await published.readPage(first.page, signal),
    );
  const differences = await compare();
  // What was kept since before this verification is not given any more then.
  const wait = stopwatch.startedAt.getTime() + published.staleForMs - now().getTime();
  if (differences.length === 0 || wait <= 0) return differences;
  await sleep(wait, undefined, { signal });
  return compare();
}

function untouched(page: Page): VerifiedPage {
  const nothing = { differences: [], findings: [], skipped: [], sourceIds: [], details: new Map() };
  return { outcome: { state: "remaining", page }, ...nothing };
}

function failed(page: Page, error: unknown): VerifiedPage {
  const outcome = {
    state: "failed",
    page,
    comments: 0,
    failure: failureOf(error),
    step: "read",
    attempts: 1,
  } as const;
  return { ...untouched(page), outcome };
}

function strayDifference({ commentId, page }: Stray): Difference {
  return {
    kind: "not-in-ledger",
    cause: "wrong",
    comment: String(commentId),
    pageId: page,
    seenBy: "database",
    expected: null,
    found: null,
  };
}

function strayFinding(strays: readonly Stray[]): Finding {
  return migrationMessages.finding("comments-not-in-ledger", { comments: strays.length });
}

/** Comments that were moved and are no longer at the source: deleted since, or of a page that was removed. */
function goneFromSource(
  { findings }: SiteScan,
  verified: readonly VerifiedPage[],
  held: readonly HeldComment[],
): readonly Finding[] {
  // Pages that the scan skipped have conversations that nobody looked into.
  const isAnyLeftOut = findings.some(({ severity }) => severity === "error");
  const isWhole = verified.every(({ outcome, sourceIds }) =>
    outcome.state === "failed" ? sourceIds.length > 0 : outcome.state !== "remaining",
  );
  if (isAnyLeftOut || !isWhole) return [];
  const inSource = new Set(verified.flatMap(({ sourceIds }) => sourceIds));
  const gone = held.filter(
    ({ source, sourceId, kept }) => source !== "" && kept !== null && !inSource.has(sourceId),
  );
  const [first] = gone;
  if (first === undefined) return [];
  return [
    migrationMessages.finding("no-longer-in-source", {
      comments: gone.length,
      first: first.sourceId,
    }),
  ];
}
