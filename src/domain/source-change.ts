/** What became of a moved comment that was edited or removed at its source since. */
export interface SourceChange {
  readonly kind: "edited" | "removed";
  readonly result: SourceChangeResult;
  /** Its source id. */
  readonly comment: string;
  readonly pageId: string;
  /** As it was moved. */
  readonly authorName: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
}

/** What was done in the target, or why nothing was. */
export type SourceChangeResult =
  | "applied"
  /** It was removed, but replies to it stay: its place is left, without its text. */
  | "emptied"
  /** Somebody has changed or hidden it in the target: it is left as it is. */
  | "changed-in-target"
  /** No call to the target can carry the change. */
  | "too-large"
  /** By the setting `follow`. */
  | "not-followed";
