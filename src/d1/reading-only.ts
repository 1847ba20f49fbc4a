import { onlyReads } from "./sql/only-reads.ts";
import type { D1Transport } from "./transport/transport.ts";

/**
 * The transport, refusing every statement that could write: a dry run can't write by mistake.
 * It throws an Error, because such a statement is a bug of this program.
 */
export function readingOnly(transport: D1Transport): D1Transport {
  return {
    maxBatchBytes: transport.maxBatchBytes,
    async run(statements, signal) {
      const writing = statements.find((statement) => !onlyReads(statement));
      if (writing !== undefined) {
        throw new Error(`a run that writes nothing was about to run: ${writing.sql}`);
      }
      return transport.run(statements, signal);
    },
    rowsWritten: () => transport.rowsWritten(),
    rowsRead: () => transport.rowsRead?.() ?? null,
    databaseBytes: () => transport.databaseBytes?.() ?? null,
    [Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
  };
}
