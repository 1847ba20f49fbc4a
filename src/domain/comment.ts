import type { Finding } from "./finding.ts";
import type { Thread } from "./page.ts";

/** A comment as readers saw it where it is now. */
export interface Comment {
  /** Whose it is: see {@link sourceName}. */
  readonly source: string;
  /** The source's own id of it. */
  readonly sourceId: string;
  /** The source's own id of its author. */
  readonly authorId: string;
  /** The name that readers saw at the time; the author's id where there was none. */
  readonly authorName: string;
  /** The text, edits applied and quotations of what it answers removed. */
  readonly body: string;
  /** Milliseconds since the Unix epoch, by the clock of the source. */
  readonly sentAt: number;
  /** Source id of the comment that this one answers; it need not be among the page's comments. */
  readonly replyTo: string | null;
  /** Time of the edit that gave the text, in ms since the Unix epoch; absent where none did. */
  readonly editedAt?: number;
  /** Address of the picture or file that it shows or leads to; absent where there is none. */
  readonly media?: string;
  /**
   * The HTML that readers saw, where the text leaves its formatting out: links, emphasis, lists, code,
   * pictures.
   */
  readonly formatted?: string;
  /** What readers answered with a symbol, the most frequent first; absent where nobody did. */
  readonly reactions?: readonly Reaction[];
  /** What the site's owner says of its author; absent where that is nothing. */
  readonly author?: Author;
}

/** What the site's owner says of who wrote a comment, beside the name. */
export interface Author {
  /** Whether it is the owner of the site. */
  readonly isOwner: boolean;
  /** The address itself, for comment systems that keep addresses. */
  readonly email?: string;
  /** SHA-256 of the address, or the hash that was given, in hexadecimal digits. */
  readonly emailHash?: string;
  /** An http(s) address of the author's own. */
  readonly url?: string;
}

/** How many people reacted with one symbol. */
export interface Reaction {
  /** Mostly an emoji, but any text is possible. */
  readonly key: string;
  readonly count: number;
}

/** The conversation of one page, all its threads together. */
export interface Conversation {
  /** In the order of the page's threads. */
  readonly threads: readonly ThreadConversation[];
  /** Oldest first; a later thread follows an earlier one. */
  readonly comments: readonly Comment[];
  /** Author ids of those who may remove the comments of others; absent where nobody is known. */
  readonly moderators?: readonly string[];
  /** What is no comment by this program's rules, by the reason. */
  readonly skipped: readonly SkippedItems[];
  /**
   * Source ids of what somebody removed there or hid from readers, as far as the source still says so: what is only gone,
   * such as history that a homeserver has purged, is not among them.
   */
  readonly removed?: readonly string[];
  /** What a person should know about it. */
  readonly findings?: readonly Finding[];
  /** The pictures and files of the comments, of a source that is asked for them. */
  readonly media?: readonly CommentMedia[];
}

/** A picture or file that comments show or lead to. */
export interface Attachment {
  /** The source's own name of it, such as `mxc://example.org/abc`. */
  readonly address: string;
  /** The file as it was sent, or a picture made of it that is at most 800 × 600 pixels. */
  readonly kind: "file" | "thumbnail";
}

/** Where an attachment is kept. */
export interface AttachmentPlace {
  /** The address at which readers get it. */
  readonly address: string;
  /** Whether pages may show it; otherwise they only lead to it. */
  readonly isPicture: boolean;
}

/** The pictures and files of one comment. */
export interface CommentMedia {
  /** Source id of the comment. */
  readonly comment: string;
  /** Each once; a thumbnail follows its file. */
  readonly attachments: readonly Attachment[];
  /** The comment's texts where its attachments are at these places, or still at the source. */
  textsWith(
    placeOf: (attachment: Attachment) => AttachmentPlace | undefined,
  ): Pick<Comment, "body" | "media" | "formatted">;
}

/** The conversation that a thread leads to. */
export interface ThreadConversation {
  readonly thread: Thread;
  /** The source's own id of it, which two threads may share; null where there is none. */
  readonly id: string | null;
}

/** What was skipped, so that nothing is skipped silently. */
export interface SkippedItems {
  /** Plain words, such as `encrypted` or `message type m.image`. */
  readonly reason: string;
  readonly sourceIds: readonly string[];
}
