import { isDeepStrictEqual } from "node:util";
import type { DatabaseRow, DatabaseRows } from "./migrations.ts";

/** How a database differs from the one of an undisturbed migration; all 0 and true when it does not. */
export interface Comparison {
  /** Comments of the source that are not there. */
  readonly lost: number;
  /** Comments that are there more than once, or that no source comment stands behind. */
  readonly duplicated: number;
  /** Whether all else is the same too: text, author, time, page, parent, and the ledger's entries. */
  readonly same: boolean;
}

/** Compares row by row, ids included: for migrations that were undisturbed or went on in order. */
export function compare(expected: DatabaseRows, actual: DatabaseRows): Comparison {
  return { ...count(expected, actual), same: isDeepStrictEqual(expected, actual) };
}

/**
 * Compares row by row, each comment and parent named by its event, because ids follow the order of
 * import: for migrations in which a page failed and was moved later, or two importers took turns.
 */
export function compareByEvent(expected: DatabaseRows, actual: DatabaseRows): Comparison {
  const same = isDeepStrictEqual(byEvent(expected), byEvent(actual));
  return { ...count(expected, actual), same };
}

function count(expected: DatabaseRows, actual: DatabaseRows) {
  const wanted = eventsOf(expected);
  const found = eventsOf(actual);
  const distinct = new Set(found);
  return {
    lost: wanted.filter((event) => !distinct.has(event)).length,
    duplicated: found.length - distinct.size + found.filter((event) => event === undefined).length,
  };
}

function eventsOf({ comments, ledger }: DatabaseRows) {
  const events = eventByComment(ledger);
  return comments.map((comment) => events.get(comment["id"]));
}

function byEvent({ comments, ledger }: DatabaseRows) {
  const events = eventByComment(ledger);
  const rows = comments.map(({ id, parent_id, ...rest }) => ({
    ...rest,
    event: events.get(id),
    parent: parent_id === null ? null : events.get(parent_id),
  }));
  const entries = ledger.map(({ comment_id, ...rest }) => rest);
  return [
    rows.map((row) => JSON.stringify(row)).sort(),
    entries.map((e) => JSON.stringify(e)).sort(),
  ];
}

function eventByComment(ledger: DatabaseRows["ledger"]) {
  return new Map(
    ledger.map((entry: DatabaseRow) => [entry["comment_id"], entry["source_id"]] as const),
  );
}
