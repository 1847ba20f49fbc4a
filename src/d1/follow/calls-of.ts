import type { HeldComment } from "../../domain/kept-comment.ts";
import { type Statement, withLiterals } from "../sql/statement.ts";
import { statementSeparator } from "../transport/transport.ts";

/** Changes divided into calls, and the source ids of those that fit into none. */
interface Calls<Change> {
  readonly calls: readonly (readonly Change[])[];
  readonly tooLarge: ReadonlySet<string>;
}

/** Bytes of statements as a call carries them. */
export function bytesOf(statements: readonly Statement[]): number {
  return Buffer.byteLength(statements.map(withLiterals).join(statementSeparator));
}

/** Divides changes, in their order, into calls that fit. */
export function callsOf<Change extends { readonly held: HeldComment }>(
  changes: readonly Change[],
  maxBytes: number,
  statementsOf: (some: readonly Change[]) => readonly Statement[],
): Calls<Change> {
  const calls: Change[][] = [];
  const tooLarge = new Set<string>();
  const overhead = bytesOf(statementsOf([]));
  let space = 0;
  for (const change of changes) {
    // What it adds to a call of its own, with the commas that it needs among others.
    const bytes = bytesOf(statementsOf([change])) - overhead + statementsOf([change]).length;
    if (overhead + bytes > maxBytes) {
      tooLarge.add(change.held.sourceId);
      continue;
    }
    const last = calls.at(-1);
    if (last !== undefined && bytes <= space) last.push(change);
    else {
      calls.push([change]);
      space = maxBytes - overhead;
    }
    space -= bytes;
  }
  return { calls, tooLarge };
}
