import { authorDetails, hashOfEmail } from "../export/author-details.ts";
import { type ExportedPost, type ExportedThread, longestText } from "../export/export-format.ts";
import { addressesAmong } from "../export/page-addresses.ts";
import { votes } from "../export/votes.ts";

/** A comment as Isso knows it; its `remote_addr` and `voters` are not read. */
interface IssoComment {
  readonly id: string;
  /** The `uri` of its thread. */
  readonly thread: string;
  readonly parent: string | null;
  readonly mode: string;
  /** Markdown. */
  readonly text: string;
  readonly author: string;
  readonly email: string;
  readonly website: string;
  readonly createdAt: number | null;
  readonly editedAt: number | null;
  readonly likes: number;
  readonly dislikes: number;
}

/**
 * A thread. Its `uri` is what the widget names the page by: the page's path, or the attribute
 * `data-isso-id`.
 */
export function issoThread(uri: string, title: string): ExportedThread {
  return {
    id: uri,
    site: "",
    addresses: addressesAmong([uri]),
    identifiers: uri === "" ? [] : [uri],
    title: title.trim(),
    isClosed: false,
    isDeleted: false,
  };
}

/**
 * A comment. There are no accounts: Isso tells people apart by their mail addresses, and shows who gave
 * no name as "Anonymous".
 */
export function issoPost(comment: IssoComment): ExportedPost {
  const { id, thread, parent, mode, text, createdAt, editedAt, likes, dislikes } = comment;
  const author = authorDetails(comment);
  const reactions = votes(likes, dislikes);
  const hidden = hiddenBy(mode);
  return {
    id,
    thread,
    parent,
    message: text.length > longestText ? undefined : text,
    createdAt,
    ...(editedAt === null ? {} : { editedAt }),
    ...(hidden === undefined ? {} : { hidden }),
    authorId: hashOfEmail(comment.email)?.slice(0, 32) ?? "",
    authorName: comment.author.trim() || "Anonymous",
    ...(author === undefined ? {} : { author }),
    ...(reactions === undefined ? {} : { reactions }),
  };
}

/** Why readers see nothing of a comment. Source: Isso 0.14 (`isso/db/comments.py`, `Comments.fields`) */
function hiddenBy(mode: string): string | undefined {
  switch (mode) {
    case "1":
      return undefined;
    case "2":
      return "waiting for approval";
    case "4":
      return "deleted";
    default:
      return `in a state that Isso does not name (${mode.slice(0, 20)})`;
  }
}
