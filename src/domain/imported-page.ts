/** A page as the database alone knows it. */
export interface ImportedPage {
  readonly pageId: string;
  /** Its comments that were imported. */
  readonly comments: number;
  /** Whether these are all, by a migration that is not complete yet. */
  readonly isComplete: boolean;
  /** Whether these are all that the source had when the page was read last. */
  readonly isWhole: boolean;
  /** Whether all of them have been compared, and were as they should be. */
  readonly isVerified: boolean;
  /** The threads that they came from, as `threadsOf` returns them; null where that is not known. */
  readonly threads: string | null;
}
