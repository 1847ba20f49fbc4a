import { resolve } from "node:path";
import {
  LocalProgram,
  programFile,
  ReopenedProgram,
} from "../../cloudflare/local/local-program.ts";
import { wranglerEnvironment } from "../../cloudflare/wrangler/wrangler-environment.ts";
import { findWranglerPackage } from "../../cloudflare/wrangler/wrangler-package.ts";
import type { WranglerPlace } from "../../cloudflare/wrangler/wrangler-program.ts";
import { plural } from "../../domain/plural.ts";
import { Meter } from "../transport/meter.ts";
import { type D1Transport, maxBytesWithParameters } from "../transport/transport.ts";
import {
  wranglerAnswerDamaged,
  wranglerEnded,
  wranglerFailure,
} from "../wrangler/wrangler-failure.ts";
import { type DatabaseToOpen, results as resultsOfProcess } from "./process-messages.ts";

/** Which local database, and with which wrangler. */
export interface LocalOptions extends WranglerPlace {
  readonly databaseName: string;
  readonly databaseId?: string | undefined;
  /** Folder of the local database's files, relative to `wranglerDir`; wrangler's own by default. */
  readonly persistTo?: string | undefined;
}

/**
 * A connection to wrangler's local copy of a D1 database: one process has it open for the whole run, through
 * wrangler's programmatic interface. It is started by the first call, and anew when it has died.
 */
export function createLocalTransport(options: LocalOptions): D1Transport {
  const { databaseName, databaseId = databaseName, wranglerDir: cwd, persistTo } = options;
  const meter = new Meter();

  const program = new ReopenedProgram(async (signal) => {
    const wrangler = await findWranglerPackage(options, signal);
    const folder = persistTo === undefined ? {} : { persistTo: resolve(cwd, persistTo) };
    const opens: DatabaseToOpen = { wrangler, databaseName, databaseId, ...folder };
    return LocalProgram.open(
      {
        file: programFile("local-d1-process", import.meta.url),
        opens,
        cwd,
        env: wranglerEnvironment(options.env),
        failed: (words) => wranglerFailure(databaseName, words),
        ended: (timedOut) => wranglerEnded(databaseName, timedOut),
      },
      signal,
    );
  });

  return {
    maxBatchBytes: maxBytesWithParameters,
    async run(statements, signal) {
      const d1 = await program.running(signal);
      const results = await d1.call(statements, resultsOfProcess, signal);
      if (results.length !== statements.length) {
        const counts = `${plural(results.length, "result")} for ${plural(statements.length, "statement")}.`;
        throw wranglerAnswerDamaged(databaseName, counts);
      }
      meter.add(results);
      return results.map((result) => result.results);
    },
    rowsWritten: () => meter.rowsWritten(),
    rowsRead: () => meter.rowsRead(),
    databaseBytes: () => meter.databaseBytes(),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
