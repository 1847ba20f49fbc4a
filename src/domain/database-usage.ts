/** What was asked of a database. */
export interface DatabaseUsage {
  /** Calls, repetitions of a failed one apart. */
  readonly calls: number;
  /** Time that they took together, in ms. */
  readonly durationMs: number;
  /** Rows that the database itself says it has written, indexes included; null where it doesn't say. */
  readonly rowsWritten: number | null;
  /** Rows that it says it has read; null where it doesn't say. */
  readonly rowsRead: number | null;
  /** Its size after the last call; null where it doesn't say. */
  readonly databaseBytes: number | null;
}
