import type { Finding } from "./finding.ts";

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
  /** `origin_server_ts` of the edit that gave the text; absent where none did. */
  readonly editedAt?: number;
  /** Address of the picture or file that it shows or leads to; absent where there is none. */
  readonly media?: string;
  /** `mxc://` address of the sender's picture in the room at the time; absent where there is none. */
  readonly avatar?: string;
  /** Present where the sender could remove the comments of others at the time. */
  readonly isModerator?: true;
  /** What readers answered with a symbol, the most frequent first; absent where nobody did. */
  readonly reactions?: readonly Reaction[];
}

/** How many people reacted with one symbol. */
export interface Reaction {
  /** Mostly an emoji, but any text is possible. */
  readonly key: string;
  readonly count: number;
}

/** The conversation of one page, read from its room or rooms. */
export interface ExtractedPage {
  /** In the homeserver's topological order, oldest first; a later room follows an earlier one. */
  readonly comments: readonly MatrixComment[];
  /** Rooms that were read, the predecessors of upgraded ones included; a section without a room adds none. */
  readonly roomIds: readonly string[];
  /** Message events that are not comments by this program's rules, by the reason. */
  readonly skipped: readonly SkippedEvents[];
  /** What a person should know about the rooms. */
  readonly findings?: readonly Finding[];
}

/** Events that were left out, so that nothing is left out in silence. */
export interface SkippedEvents {
  /** Plain words, such as `encrypted` or `message type m.image`. */
  readonly reason: string;
  readonly eventIds: readonly string[];
}
