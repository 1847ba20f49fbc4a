import type { CommentRow } from "../domain/comment-row.ts";
import { contentHash } from "../domain/content-hash.ts";
import type { CommentEdit, HeldComment, KeptComment } from "../domain/kept-comment.ts";
import type { RehearsalTarget } from "../domain/ports.ts";
import type { SourceChange, SourceChangeResult } from "../domain/source-change.ts";

/**
 * What a later run brings to a page that was completed: `all` that changed at its source since, only
 * `new` comments, or `none` of it.
 */
export type Follow = "all" | "new" | "none";

/** A page as it is at its source now, and as the target has it. */
interface FollowedPage {
  readonly rows: readonly CommentRow[];
  /** What the target keeps of each row, in their order. */
  readonly expected: readonly KeptComment[];
  /** Source ids of what was removed at the source. */
  readonly removed: readonly string[];
  /** The comments of both that the ledger names, in the order of import. */
  readonly held: readonly HeldComment[];
}

/** What following a page did. */
interface Followed {
  readonly changes: readonly SourceChange[];
  /** As the page's, after the changes. */
  readonly held: readonly HeldComment[];
}

type Target = Pick<RehearsalTarget, "editComments" | "readHeld" | "removeComments">;

/**
 * Brings moved comments to what they are at their source now, as far as they are still as they were
 * written: edits are applied, and what was removed goes.
 * @param follow any but `all` changes nothing, and only says what is not applied
 */
export async function followSource(
  target: Target,
  page: FollowedPage,
  follow: Follow,
  signal: AbortSignal,
): Promise<Followed> {
  const edited = editedSince(page);
  const removed = removedSince(page);
  if (edited.length + removed.length === 0) return { changes: [], held: page.held };
  const edits = edited.filter(({ held }) => isFree(held));
  const removals = removed.filter((held) => isFree(held) || held.isEmptied);
  const isApplied = follow === "all" && edits.length + removals.length > 0;
  const tooLarge = new Set<string>();
  if (isApplied) {
    if (edits.length > 0) add(tooLarge, await target.editComments(edits, signal));
    if (removals.length > 0) add(tooLarge, await target.removeComments(removals, signal));
  }
  const held = isApplied ? await readAgain(target, page.held, signal) : page.held;
  const now = new Map(held.map((comment) => [comment.sourceId, comment]));
  const notDone = (before: HeldComment): SourceChangeResult => {
    if (!isFree(before)) return "changed-in-target";
    if (follow !== "all") return "not-followed";
    return tooLarge.has(before.sourceId) ? "too-large" : "changed-in-target";
  };
  const changes = [
    ...edited.map(({ held: before, row }) => {
      const isDone = now.get(before.sourceId)?.digest === row.contentHash;
      return changeOf("edited", row, isDone ? "applied" : notDone(before));
    }),
    ...removed.flatMap((before) => {
      const left = now.get(before.sourceId);
      if (left === undefined) return [changeOf("removed", asRow(before), "applied")];
      if (!left.isEmptied) return [changeOf("removed", asRow(before), notDone(before))];
      // An earlier run left its place, and told so.
      return before.isEmptied ? [] : [changeOf("removed", asRow(before), "emptied")];
    }),
  ];
  return { changes, held };
}

/** Whether nobody has changed or hidden it since it was written. */
function isFree({ isAsWritten, isShown }: HeldComment): boolean {
  return isAsWritten && isShown;
}

/** The comments whose author or text is another one at the source than what was written. */
function editedSince({ rows, expected, held }: FollowedPage): readonly CommentEdit[] {
  const heldOf = new Map(held.map((comment) => [comment.sourceId, comment]));
  const wanted = new Map(expected.map((kept) => [kept.sourceId, kept]));
  return rows.flatMap((row) => {
    const before = heldOf.get(row.sourceId);
    const kept = wanted.get(row.sourceId);
    if (before === undefined || kept === undefined) return [];
    // As the target keeps them, a text that was cut to fit among them.
    const { authorName, content } = kept;
    const hash = contentHash(before.pageId, authorName, content);
    // Somebody may have changed it in the target in the same way.
    const isThere = before.kept?.authorName === authorName && before.kept.content === content;
    if (hash === before.digest || isThere) return [];
    return [{ held: before, row: { ...row, authorName, content, contentHash: hash } }];
  });
}

/** The comments that are still there though they were removed at the source. */
function removedSince({ removed, held }: FollowedPage): readonly HeldComment[] {
  const ids = new Set(removed);
  const needed = aboveThose(held, ({ sourceId }) => !ids.has(sourceId));
  return held.filter(
    ({ sourceId, kept, isEmptied }) =>
      ids.has(sourceId) && kept !== null && !(isEmptied && needed.has(sourceId)),
  );
}

/** Source ids of what comments answer, directly or not. */
function aboveThose(
  held: readonly HeldComment[],
  isOne: (comment: HeldComment) => boolean,
): ReadonlySet<string> {
  const parents = new Map(held.map(({ sourceId, kept }) => [sourceId, kept?.parentSourceId]));
  const above = new Set<string>();
  for (const comment of held.filter(isOne)) {
    let next = comment.kept?.parentSourceId ?? undefined;
    while (next !== undefined && !above.has(next)) {
      above.add(next);
      next = parents.get(next) ?? undefined;
    }
  }
  return above;
}

async function readAgain(
  target: Target,
  before: readonly HeldComment[],
  signal: AbortSignal,
): Promise<readonly HeldComment[]> {
  return target.readHeld(
    before.map(({ sourceId }) => sourceId),
    signal,
  );
}

function asRow({ sourceId, pageId, kept }: HeldComment) {
  return { sourceId, pageId, authorName: kept?.authorName ?? "", createdAt: kept?.createdAt ?? "" };
}

function changeOf(
  kind: SourceChange["kind"],
  { sourceId, pageId, authorName, createdAt }: ReturnType<typeof asRow>,
  result: SourceChangeResult,
): SourceChange {
  return { kind, result, comment: sourceId, pageId, authorName, createdAt };
}

function add(all: Set<string>, some: ReadonlySet<string>): void {
  for (const one of some) all.add(one);
}
