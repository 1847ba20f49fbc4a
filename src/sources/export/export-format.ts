import type { Author, Comment, Reaction } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ShownFiles } from "../html/safe-html.ts";
import type { OwnFiles } from "../media/message-media.ts";
import type { ExportFile } from "./export-file.ts";

/** A form of files in which a comment system, or whoever reads one, puts a site's comments. */
export interface ExportFormat {
  /** The kind of source: what `Comment.source` begins with. */
  readonly kind: string;
  /** What a file of it is called: `Disqus export`. */
  readonly name: string;
  /** How a person gets a whole one: a sentence. */
  readonly exportAgain: string;
  /**
   * Reads one file in one pass: its threads and posts go to the receiver as they come. They are good
   * for something only once this returns, for the file may end too early.
   * @returns what a person should know about the file
   * @throws ExportFault where it is no whole file of this format; what reading the file throws
   */
  read(file: ExportFile, receiver: ExportReceiver): Promise<readonly Finding[]>;
  /**
   * What a post's message says, by the format of the target; undefined where it shows nothing.
   * @param files what is kept elsewhere; nothing if omitted
   */
  textsOf(
    message: string,
    format: ContentFormat,
    files?: ShownFiles,
  ): Pick<Comment, "body" | "formatted"> | undefined;
  /** Which files the system itself keeps for a site's comments; absent where it keeps none. */
  ownFiles?(site: string): OwnFiles;
}

/** Who receives what an export holds, in its order. */
export interface ExportReceiver {
  /** What is empty in it may have been said before, and is kept. */
  thread(thread: ExportedThread): void;
  post(post: ExportedPost): void;
}

/** The conversation of a page. */
export interface ExportedThread {
  /** What posts name. One without is left out. */
  readonly id: string;
  /** The site's name in the export; empty where it says none. */
  readonly site: string;
  /** URLs or paths of its page. */
  readonly addresses: readonly string[];
  /** What the system's own widget would use for the page. */
  readonly identifiers: readonly string[];
  /** The page's title; empty where the export has none. */
  readonly title: string;
  /** Nobody can write there any more; readers still see the comments. */
  readonly isClosed: boolean;
  /** Readers see nothing of it. */
  readonly isDeleted: boolean;
}

/**
 * What somebody wrote. Addresses of machines are not in it: no comment system needs them, and nobody
 * agreed to see them copied.
 */
export interface ExportedPost {
  /** What other posts name, the same in each export of the site. Empty where it is missing. */
  readonly id: string;
  /** The id of its thread; empty where it is missing. */
  readonly thread: string;
  /** The post that this one answers; null for none. */
  readonly parent: string | null;
  /** As the export has it; undefined where it is longer than {@link longestText}. */
  readonly message: string | undefined;
  /** Milliseconds since the Unix epoch; null where the export has no time. */
  readonly createdAt: number | null;
  /** Milliseconds since the Unix epoch; absent where nobody edited it, or that is not known. */
  readonly editedAt?: number;
  /**
   * Why readers do not see it (any more), in plain words such as `spam`; absent where they do. Its replies
   * may live on.
   */
  readonly hidden?: string;
  /** The account; empty for those who wrote without one. */
  readonly authorId: string;
  /** As readers saw it. */
  readonly authorName: string;
  readonly author?: Author;
  readonly reactions?: readonly Reaction[];
}

/**
 * Characters of the longest text that is read. D1 holds no row above 2 MB, and comment systems refuse
 * comments of far less: what is longer is no comment of a person.
 */
export const longestText = 1_000_000;
