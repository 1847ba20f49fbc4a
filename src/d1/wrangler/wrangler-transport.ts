import type { z } from "zod";
import {
  runWrangler,
  type WranglerAccount,
  wasStopped,
} from "../../cloudflare/wrangler/run-wrangler.ts";
import { withTemporaryConfig } from "../../cloudflare/wrangler/wrangler-config.ts";
import { plural } from "../../domain/plural.ts";
import { maskOf } from "../../domain/secret-mask.ts";
import type { ProcessResult } from "../../process/run-process.ts";
import { type Statement, withLiterals } from "../sql/statement.ts";
import { bookmarkAnswer } from "../transport/bookmark.ts";
import { Meter } from "../transport/meter.ts";
import { type D1Transport, type Row, statementSeparator } from "../transport/transport.ts";
import { databaseBinding } from "./database-binding.ts";
import { wranglerAnswerDamaged, wranglerEnded, wranglerFailure } from "./wrangler-failure.ts";
import { readWranglerOutput, resultsAnswer } from "./wrangler-output.ts";

/** Which database at Cloudflare wrangler works on, and how it is started. */
export interface WranglerOptions extends WranglerAccount {
  readonly databaseName: string;
  readonly databaseId?: string | undefined;
}

// D1's limit for a statement (https://developers.cloudflare.com/d1/platform/limits/) also keeps the
// call below the 128 KiB that Linux allows an argument. Windows allows 32,767 characters for all
// arguments together, in which each quote counts twice.
const maxBatchBytes = process.platform === "win32" ? 15_000 : 100_000;

/**
 * A connection to a D1 database at Cloudflare through `wrangler d1 execute --command`: wrangler runs the
 * statements as a batch, which is a transaction. `--file` is not used: it makes the database
 * unavailable to readers meanwhile and returns no rows.
 * Sources: https://developers.cloudflare.com/d1/wrangler-commands/#d1-execute,
 * https://developers.cloudflare.com/d1/wrangler-commands/#d1-time-travel-info
 */
export function createWranglerTransport(options: WranglerOptions): D1Transport {
  return new WranglerTransport(options);
}

class WranglerTransport implements D1Transport {
  readonly maxBatchBytes = maxBatchBytes;
  readonly #options: WranglerOptions;
  readonly #meter = new Meter();

  constructor(options: WranglerOptions) {
    this.#options = options;
  }

  async run(
    statements: readonly Statement[],
    signal: AbortSignal,
  ): Promise<readonly (readonly Row[])[]> {
    const command = statements.map(withLiterals).join(statementSeparator);
    const args = ["execute", this.#options.databaseName, "--remote", "--json", "--yes"];
    const results = await this.#ask(resultsAnswer, [...args, `--command=${command}`], signal);
    if (results.length !== statements.length) {
      const counts = `${plural(results.length, "result")} for ${plural(statements.length, "statement")}.`;
      throw wranglerAnswerDamaged(this.#options.databaseName, counts);
    }
    this.#meter.add(results);
    return results.map((result) => result.results);
  }

  async readBookmark(signal: AbortSignal): Promise<string> {
    const { databaseName } = this.#options;
    const args = ["time-travel", "info", databaseName, "--json"];
    return (await this.#ask(bookmarkAnswer, args, signal)).bookmark;
  }

  rowsWritten(): number | null {
    return this.#meter.rowsWritten();
  }

  rowsRead(): number | null {
    return this.#meter.rowsRead();
  }

  databaseBytes(): number | null {
    return this.#meter.databaseBytes();
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  /** Runs one of wrangler's commands for D1, and returns what it answers. */
  async #ask<Answer>(
    expected: z.ZodType<Answer>,
    args: readonly string[],
    signal: AbortSignal,
  ): Promise<Answer> {
    const { databaseName, databaseId } = this.#options;
    const call = ["d1", ...args];
    const result =
      databaseId === undefined
        ? await runWrangler(this.#options, call, signal)
        : await withTemporaryConfig(
            databaseBinding({ name: databaseName, id: databaseId }),
            (configPath) => runWrangler(this.#options, [...call, `--config=${configPath}`], signal),
          );
    return this.#answerIn(expected, result);
  }

  #answerIn<Answer>(expected: z.ZodType<Answer>, result: ProcessResult): Answer {
    const { databaseName, apiToken } = this.#options;
    const { exitCode, stdout, stderr, timedOut } = result;
    if (wasStopped(result)) throw wranglerEnded(databaseName, timedOut);
    const output = readWranglerOutput(expected, stdout, stderr);
    if (output.kind === "answer" && exitCode === 0) return output.answer;
    const printed = output.kind === "answer" ? stderr : output.text;
    const words = maskOf([apiToken])(printed);
    throw exitCode === 0 && output.kind === "unreadable"
      ? wranglerAnswerDamaged(databaseName, words)
      : wranglerFailure(databaseName, words);
  }
}
