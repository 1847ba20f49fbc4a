/** A comment as readers saw it in its Matrix room. */
export interface MatrixComment {
  readonly eventId: string;
  readonly roomId: string;
  /** Matrix user id of the sender, `@name:server`. */
  readonly sender: string;
  /** The sender's display name in the room at the time, or the user id where there is none. */
  readonly authorName: string;
  /** The text, edits applied and reply fallback removed. */
  readonly body: string;
  /** `origin_server_ts`: milliseconds since the Unix epoch, by the clock of the sender's server. */
  readonly sentAt: number;
  /** Event id of the comment that this one answers; it need not be among the page's comments. */
  readonly replyTo: string | null;
}

/** The conversation of one page, read from its room or rooms. */
export interface ExtractedPage {
  /** In the homeserver's topological order, oldest first; a later room follows an earlier one. */
  readonly comments: readonly MatrixComment[];
  /** Rooms that were found; a section without a room adds none. */
  readonly roomIds: readonly string[];
  /** Message events that are not comments by this program's rules, by the reason. */
  readonly skipped: readonly SkippedEvents[];
}

/** Events that were left out, so that nothing is left out in silence. */
export interface SkippedEvents {
  /** Plain words, such as `encrypted` or `message type m.image`. */
  readonly reason: string;
  readonly eventIds: readonly string[];
}
