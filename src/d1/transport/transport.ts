import type { Message } from "../../domain/message-catalogue.ts";
import { MigrationError, type MigrationErrorOptions } from "../../domain/migration-error.ts";
import type { Statement } from "../sql/statement.ts";

/** A row of a result, by column name. */
export type Row = Readonly<Record<string, unknown>>;

/** A connection to a D1 database; what it keeps open is closed with it. */
export interface D1Transport extends AsyncDisposable {
  /**
   * Most bytes, in UTF-8, that the statements of one call may have together, with parameters as
   * literals and {@link statementSeparator} between two.
   */
  readonly maxBatchBytes: number;
  /**
   * Runs the statements as one transaction, all or none, and returns the rows of each.
   * @throws D1Error
   */
  run(statements: readonly Statement[], signal: AbortSignal): Promise<readonly (readonly Row[])[]>;
  /**
   * The Time Travel bookmark of the database as it is now, to which it can be restored later. Absent
   * where the database has no history, as a local one.
   * Source: https://developers.cloudflare.com/d1/reference/time-travel/
   * @throws D1Error
   */
  readBookmark?(signal: AbortSignal): Promise<string>;
  /** Rows that D1 says its calls have written so far, indexes included; null where it doesn't say. */
  rowsWritten(): number | null;
  /** Rows that D1 says its calls have read so far; null or absent where it doesn't say. */
  rowsRead?(): number | null;
  /** Size of the database in bytes, as D1 says of the last call; null or absent where it doesn't say. */
  databaseBytes?(): number | null;
}

/**
 * Most bytes of a call whose statements have parameters. A parameter and a table row may have
 * 2,000,000, and a statement's own text 100,000. All rows of a call together stay below the first, so
 * each of them does; our statements' texts are short.
 * Source: https://developers.cloudflare.com/d1/platform/limits/
 */
export const maxBytesWithParameters = 1_900_000;

/** What separates two statements of a call. */
export const statementSeparator = ";\n";

/** What is known of a failed call. */
interface D1ErrorOptions extends MigrationErrorOptions {
  /** Whether it may pass by itself. */
  readonly transient: boolean;
  /** The wait that the database's server asked for, where it did. */
  readonly retryAfterMs?: number | undefined;
}

/** A call to the database that failed; a transient failure may pass by itself. */
export class D1Error extends MigrationError {
  override readonly name = "D1Error";
  readonly transient: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(code: string, message: string, options: D1ErrorOptions) {
    super(code, message, options);
    this.transient = options.transient;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** A failed call in the words of a catalogue. */
export function d1Error(
  { code, message, remedy, stopsRun }: Message<"error">,
  details: Omit<D1ErrorOptions, "remedy" | "stopsRun">,
): D1Error {
  return new D1Error(code, message, { ...details, remedy, stopsRun });
}
