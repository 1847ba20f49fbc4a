/** What is remembered of earlier runs of a migration. */
export interface PreviousRun {
  /** When the last of them last noted something, ISO 8601 in UTC; null where that is not known. */
  readonly at: string | null;
  /** Comments of the pages that were completed, by page id. */
  readonly completed: ReadonlyMap<string, number>;
  /** Page ids of those that failed and were not completed since. */
  readonly failed: ReadonlySet<string>;
}
