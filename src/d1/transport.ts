import { MigrationError, type MigrationErrorOptions } from "../comment/migration-error.ts";

/** A row of a result, by column name. */
export type Row = Readonly<Record<string, unknown>>;

/** A way to a D1 database. */
export interface D1Transport {
  /** Most bytes, in UTF-8, that the statements of one call may have together. */
  readonly maxBatchBytes: number;
  /**
   * Runs the statements as one transaction, all or none, and gives the rows of each.
   * @throws D1Error
   */
  run(statements: readonly string[], signal: AbortSignal): Promise<readonly (readonly Row[])[]>;
}

/** What stands between two statements of a call. */
export const statementSeparator = ";\n";

/** A call to the database that failed; a transient failure may pass by itself. */
export class D1Error extends MigrationError {
  override readonly name = "D1Error";
  readonly transient: boolean;

  constructor(
    code: string,
    message: string,
    options: MigrationErrorOptions & { readonly transient: boolean },
  ) {
    super(code, message, options);
    this.transient = options.transient;
  }
}
