import { jsonArray, jsonText } from "../sql/sql-literal.ts";

/**
 * Whose comments a migration moves. Entries of other owners in the same database are neither read
 * nor changed nor rolled back.
 */
export interface Owner {
  /** The sources, as `Comment.source` names them. */
  readonly sources: readonly string[];
  /** What the ledger's form before owners calls these sources together. */
  readonly formerName?: string | undefined;
}

/** The parameter that {@link isOwn} needs. */
export function sourcesOf({ sources }: Owner): string {
  return jsonArray(sources.map(jsonText));
}

/**
 * SQL condition: the entry is the owner's.
 * @param entry alias of the ledger
 * @param parameter number of the parameter that {@link sourcesOf} gave
 */
export function isOwn(entry: string, parameter: number): string {
  return `${entry}.source IN (SELECT value FROM json_each(?${parameter}))`;
}

/**
 * As {@link isOwnOrUnowned}, in the order of import: SQLite would look the source up in an index and
 * sort all that it finds, for each thousand entries anew.
 */
export function isOwnInOrder(entry: string, parameter: number): string {
  return `+${isOwnOrUnowned(entry, parameter)}`;
}

/** As {@link isOwn}, with the entries that an earlier form of the ledger left without an owner. */
export function isOwnOrUnowned(entry: string, parameter: number): string {
  return `${entry}.source IN (SELECT value FROM json_each(?${parameter}) UNION SELECT '${noOwner}')`;
}

/** Source of entries that the ledger's earlier form left without an owner. */
export const noOwner = "";

/** By what name the owner's pages are recorded. */
export function recordsOf({ sources }: Owner): string {
  return sources.join(", ");
}
