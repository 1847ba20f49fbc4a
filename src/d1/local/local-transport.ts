import { resolve } from "node:path";
import { plural } from "../../domain/plural.ts";
import { addRows, type D1Transport, maxBytesWithParameters } from "../transport/transport.ts";
import { wranglerEnvironment } from "../wrangler/wrangler-environment.ts";
import { wranglerAnswerDamaged } from "../wrangler/wrangler-failure.ts";
import type { WranglerPlace } from "../wrangler/wrangler-program.ts";
import { LocalD1 } from "./local-d1.ts";
import { findWranglerPackage } from "./wrangler-package.ts";

/** Which local database, and with which wrangler. */
export interface LocalOptions extends WranglerPlace {
  readonly databaseName: string;
  readonly databaseId?: string | undefined;
  /** Folder of the local database's files, relative to `wranglerCwd`; wrangler's own by default. */
  readonly persistTo?: string | undefined;
}

/**
 * A connection to wrangler's local copy of a D1 database: one process has it open for the whole run, through
 * wrangler's programmatic interface. It is started by the first call, and anew when it has died.
 */
export function createLocalTransport(options: LocalOptions): D1Transport {
  const { databaseName, databaseId = databaseName, wranglerCwd: cwd, persistTo } = options;
  let opening: Promise<LocalD1> | undefined;
  let written: number | null = null;

  async function open(signal: AbortSignal): Promise<LocalD1> {
    const wrangler = await findWranglerPackage(options, signal);
    const folder = persistTo === undefined ? {} : { persistTo: resolve(cwd, persistTo) };
    const env = wranglerEnvironment(options.env);
    return LocalD1.open({ wrangler, databaseName, databaseId, ...folder }, { cwd, env }, signal);
  }

  function database(signal: AbortSignal): Promise<LocalD1> {
    const before = opening;
    opening =
      before === undefined ? open(signal) : before.then((d1) => (d1.isOpen ? d1 : open(signal)));
    // A failed start is not kept: the next call tries again.
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  }

  return {
    maxBatchBytes: maxBytesWithParameters,
    async run(statements, signal) {
      const d1 = await database(signal);
      const results = await d1.run(statements, signal);
      if (results.length !== statements.length) {
        const counts = `${plural(results.length, "result")} for ${plural(statements.length, "statement")}.`;
        throw wranglerAnswerDamaged(databaseName, counts);
      }
      written = addRows(written, results);
      return results.map((result) => result.results);
    },
    rowsWritten: () => written,
    async [Symbol.asyncDispose]() {
      const d1 = await opening?.catch(() => undefined);
      await d1?.[Symbol.asyncDispose]();
    },
  };
}
