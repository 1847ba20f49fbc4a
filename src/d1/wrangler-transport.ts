import { delimiter, dirname, join, resolve } from "node:path";
import { type ProcessResult, runProcess } from "../process/run-process.ts";
import { type Statement, withLiterals } from "./sql/statement.ts";
import {
  addRows,
  D1Error,
  type D1Transport,
  type Row,
  statementSeparator,
} from "./transport/transport.ts";
import { hasWranglerConfig, withTemporaryConfig } from "./wrangler-config.ts";
import { wranglerAnswerDamaged, wranglerEnded, wranglerFailure } from "./wrangler-failure.ts";
import { readWranglerOutput } from "./wrangler-output.ts";
import { findWrangler, type WranglerProgram, wranglerNotFound } from "./wrangler-program.ts";

/** Which database wrangler works on, and how it is started. */
export interface WranglerOptions {
  /** Path of a wrangler program or script, relative to `wranglerCwd`. */
  readonly wranglerPath?: string | undefined;
  /** Absolute path of the folder that wrangler runs in. */
  readonly wranglerCwd: string;
  readonly databaseName: string;
  readonly databaseId?: string | undefined;
  readonly mode: "local" | "remote";
  /** Folder of the local database's files, relative to `wranglerCwd`; wrangler's own by default. */
  readonly persistTo?: string | undefined;
  readonly apiToken?: string | undefined;
  readonly accountId?: string | undefined;
  /** Address of Cloudflare's API, where it is another than wrangler's own. */
  readonly apiBase?: string | undefined;
  /** Environment for wrangler; what it holds of this action's inputs is not handed on. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

// D1's limit for a statement (https://developers.cloudflare.com/d1/platform/limits/) also keeps the
// call below the 128 KiB that Linux allows an argument. Windows allows 32,767 characters for all
// arguments together, in which each quote counts twice.
const maxBatchBytes = process.platform === "win32" ? 15_000 : 100_000;
const timeoutMs = 180_000;

/**
 * A way to a D1 database through `wrangler d1 execute --command`: wrangler runs the statements as a
 * batch, which is a transaction. `--file` is not used: remotely it makes the database unavailable
 * to readers meanwhile and gives no rows back.
 * Source: https://developers.cloudflare.com/d1/wrangler-commands/#d1-execute
 */
export function createWranglerTransport(options: WranglerOptions): D1Transport {
  return new WranglerTransport(options);
}

class WranglerTransport implements D1Transport {
  readonly maxBatchBytes = maxBatchBytes;
  readonly #options: WranglerOptions;
  #needsConfig: boolean;
  #written: number | null = null;

  constructor(options: WranglerOptions) {
    this.#options = options;
    const { mode, databaseId, wranglerCwd } = options;
    this.#needsConfig =
      mode === "remote" ? databaseId !== undefined : !hasWranglerConfig(wranglerCwd);
  }

  async run(statements: readonly Statement[], signal: AbortSignal) {
    try {
      return await this.#runOnce(statements, signal);
    } catch (error) {
      if (!this.#lacksDatabase(error)) throw error;
      this.#needsConfig = true;
      return await this.#runOnce(statements, signal);
    }
  }

  rowsWritten(): number | null {
    return this.#written;
  }

  /** Locally every name will do: a configuration that doesn't have it is no reason to stop. */
  #lacksDatabase(error: unknown): boolean {
    return (
      error instanceof D1Error &&
      error.code === "database-not-found" &&
      this.#options.mode === "local" &&
      !this.#needsConfig
    );
  }

  async #runOnce(
    statements: readonly Statement[],
    signal: AbortSignal,
  ): Promise<readonly (readonly Row[])[]> {
    const { databaseName, databaseId, wranglerPath, wranglerCwd } = this.#options;
    const program = findWrangler(wranglerPath, wranglerCwd, {
      platform: process.platform,
      searchPath: searchPath(this.#options.env).join(delimiter),
    });
    const command = statements.map(withLiterals).join(statementSeparator);
    const args = [...this.#arguments(), `--command=${command}`];
    const result = this.#needsConfig
      ? await withTemporaryConfig(
          { name: databaseName, id: databaseId ?? databaseName },
          (configPath) => this.#spawn(program, [...args, `--config=${configPath}`], signal),
        )
      : await this.#spawn(program, args, signal);
    return this.#rows(result, statements.length);
  }

  #arguments(): readonly string[] {
    const { databaseName, mode, persistTo, wranglerCwd } = this.#options;
    const common = ["d1", "execute", databaseName, `--${mode}`, "--json", "--yes"];
    if (mode === "remote") return common;
    // By default wrangler keeps local data beside its configuration, which may be a temporary one.
    if (persistTo !== undefined)
      return [...common, `--persist-to=${resolve(wranglerCwd, persistTo)}`];
    if (!this.#needsConfig) return common;
    return [...common, `--persist-to=${join(wranglerCwd, ".wrangler", "state")}`];
  }

  async #spawn(
    program: WranglerProgram,
    args: readonly string[],
    signal: AbortSignal,
  ): Promise<ProcessResult> {
    const { wranglerCwd: cwd } = this.#options;
    const env = childEnvironment(this.#options);
    try {
      return await runProcess(
        program.file,
        [...program.args, ...args],
        { cwd, env, timeoutMs },
        signal,
      );
    } catch (error) {
      const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
      throw isMissing ? wranglerNotFound(program.file, error) : error;
    }
  }

  #rows({ exitCode, stdout, stderr, timedOut }: ProcessResult, expected: number) {
    const { databaseName, apiToken } = this.#options;
    // Wrangler's start script gives 128 and the signal's number for a signal, as a shell does.
    if (exitCode === null || exitCode > 128) throw wranglerEnded(databaseName, timedOut);
    const output = readWranglerOutput(stdout, stderr);
    if (output.kind === "rows" && exitCode === 0) {
      if (output.results.length === expected) {
        this.#written = addRows(this.#written, output.results);
        return output.results.map(({ results }) => results);
      }
      const counts = `${output.results.length} results for ${expected} statements`;
      throw wranglerAnswerDamaged(databaseName, counts);
    }
    const said = output.kind === "rows" ? stderr : output.text;
    const words = apiToken ? said.replaceAll(apiToken, "***") : said;
    throw exitCode === 0 && output.kind === "unreadable"
      ? wranglerAnswerDamaged(databaseName, words)
      : wranglerFailure(databaseName, words);
  }
}

/** Wrangler gets its own secrets, not those that a runner gives to this action. */
function childEnvironment({ env, apiToken, accountId, apiBase }: WranglerOptions) {
  const own = Object.entries(env).filter(
    ([name]) => !/^(?:INPUT_|ACTIONS_|FORCE_COLOR$|NODE_OPTIONS$|PATH$)/i.test(name),
  );
  return {
    ...Object.fromEntries(own),
    ...(apiToken === undefined ? {} : { CLOUDFLARE_API_TOKEN: apiToken }),
    ...(accountId === undefined ? {} : { CLOUDFLARE_ACCOUNT_ID: accountId }),
    ...(apiBase === undefined ? {} : { CLOUDFLARE_API_BASE_URL: apiBase }),
    // npx runs wrangler on the first Node.js of the PATH, and a runner's may be too old for it.
    PATH: [dirname(process.execPath), ...searchPath(env)].join(delimiter),
    CI: "true",
    NO_COLOR: "1",
    WRANGLER_LOG: "log",
    WRANGLER_SEND_METRICS: "false",
  };
}

/** The folders of the PATH, which Windows calls Path. */
function searchPath(env: WranglerOptions["env"]): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    name.toUpperCase() === "PATH" && value ? [value] : [],
  );
}
