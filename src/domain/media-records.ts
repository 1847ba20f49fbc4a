/** A picture or file that was put into a store, so that it need not be fetched again. */
export interface MediaRecord {
  /** Whose comments show it: see `Comment.source`. */
  readonly source: string;
  /** The source's own name of it, as `Attachment.address`. */
  readonly address: string;
  /** Whether it is the picture itself or a small form of it. */
  readonly kind: "file" | "thumbnail";
  /** The store's name of it. */
  readonly name: string;
  readonly bytes: number;
  readonly contentType: string;
}

/** Remembers, over runs and machines, what is in the store. */
export interface MediaRecords {
  /** Those of the migration's own sources; none where nothing was ever kept. */
  read(signal: AbortSignal): Promise<readonly MediaRecord[]>;
  /** Resolves when the record is durable. */
  note(record: MediaRecord, signal: AbortSignal): Promise<void>;
  /**
   * Forgets those of the records whose file no comment in the target names, whoever's it is. Returns
   * the store's names of these files.
   */
  forgetUnnamed(records: readonly MediaRecord[], signal: AbortSignal): Promise<readonly string[]>;
}
