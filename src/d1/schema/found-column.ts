/** A column as it is. */
export interface FoundColumn {
  readonly name: string;
  readonly type: string;
  readonly isNotNull: boolean;
  /** As an SQL expression; null where there is none. */
  readonly defaultValue: string | null;
  /** Its place in the primary key, from 1; 0 where it is not in it. */
  readonly keyPosition: number;
  /** Whether SQLite computes it, so that nothing can be written to it. */
  readonly isGenerated: boolean;
}
