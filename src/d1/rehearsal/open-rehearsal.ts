import type { CommentTarget, Rehearsal } from "../../domain/ports.ts";
import { pagesTable } from "../ledger/page-records.ts";
import type { TargetSchema } from "../schema/target-schema.ts";
import { ledgerTable } from "../sql/ledger-table.ts";
import type { Runner } from "../transport/runner.ts";
import type { D1Transport } from "../transport/transport.ts";
import { rehearsalMessages } from "./messages.ts";
import { createReplica } from "./replica.ts";

/** What is rebuilt in memory, and for what. */
interface RehearsalOptions {
  readonly schema: TargetSchema;
  /** The pages whose comments are to be imported. */
  readonly pageIds: readonly string[];
  /** Of the transport to the database itself. */
  readonly maxBatchBytes: number;
  /** Makes a target as the real one is, on the replica. */
  createTarget(transport: D1Transport): CommentTarget;
}

/**
 * Rebuilds the tables of a schema in memory, and prepares a target there. A database that can't be
 * rebuilt does not keep a dry run from all else that it finds: it says so instead.
 */
export async function openRehearsal(
  run: Runner,
  options: RehearsalOptions,
  signal: AbortSignal,
): Promise<Rehearsal> {
  try {
    return await openReplica(run, options, signal);
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    return {
      target: undefined,
      findings: [rehearsalMessages.finding("not-rehearsed/failed", { reason })],
      async [Symbol.asyncDispose]() {},
    };
  }
}

async function openReplica(
  run: Runner,
  { schema, pageIds, maxBatchBytes, createTarget }: RehearsalOptions,
  signal: AbortSignal,
): Promise<Rehearsal> {
  const { readTables = [] } = schema;
  const tables = [...schema.tables.map(({ name }) => name), ...readTables, ledgerTable, pagesTable];
  const pageNames = [...new Set(pageIds.flatMap((pageId) => namesOf(pageId, schema)))];
  const plan = { tables, expected: schema.tables, pageNames, maxBatchBytes };
  const replica = await createReplica(run, plan, signal);
  const { transport, findings } = replica;
  if (transport === undefined) {
    return { target: undefined, findings, async [Symbol.asyncDispose]() {} };
  }
  const target = createTarget(transport);
  await target.prepare({ readOnly: false }, signal);
  return {
    target,
    findings,
    written: () => ({ rows: transport.rowsWritten(), bytes: transport.bytesAdded() }),
    [Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
  };
}

/** What rows may call a page. */
function namesOf(pageId: string, { pageName, uniqueTimes }: TargetSchema): readonly string[] {
  const name = pageName(pageId);
  return [pageId, name, ...(uniqueTimes?.namesOf(name) ?? [])];
}
