import { authorDetails } from "../export/author-details.ts";
import { type ExportedPost, type ExportedThread, longestText } from "../export/export-format.ts";
import { addressesAmong } from "../export/page-addresses.ts";
import { votes } from "../export/votes.ts";
import { writtenTime } from "../export/written-time.ts";
import { markdownRenderer } from "../html/rendered-markdown.ts";

/** The page's conversation; each host has its own paths. */
export function threadId(host: string, path: string): string {
  return `${host}${path}`;
}

/** A page by its path, or by the name that it was given instead. */
export function commentoThread(
  host: string,
  path: string,
  more: Partial<Pick<ExportedThread, "title" | "isClosed">> = {},
): ExportedThread {
  const isPath = path.startsWith("/");
  return {
    id: threadId(host, path),
    site: host,
    addresses: [...addressesAmong([path]), ...(isPath && host !== "" ? [`//${host}${path}`] : [])],
    identifiers: [path],
    title: "",
    isClosed: false,
    isDeleted: false,
    ...more,
  };
}

/** Who commented with an account. */
export interface Commenter {
  readonly name: string;
  readonly email: string;
  readonly website: string;
}

/** A comment of either version. */
interface CommentoComment {
  readonly id: string;
  readonly thread: string;
  /** Empty for none. */
  readonly parent: string;
  /** HTML; undefined where it is too long. */
  readonly message: string | undefined;
  readonly createdAt: string;
  readonly editedAt: string;
  readonly hidden: string | undefined;
  readonly commenterId: string;
  readonly commenter: Commenter | undefined;
  /** Of who had no account. */
  readonly authorName: string;
  /** Votes for the comment less those against it. */
  readonly score: number;
}

export function commentoPost(comment: CommentoComment): ExportedPost {
  const { id, thread, parent, message, hidden, commenterId, commenter, score } = comment;
  const isAnonymous = /^(?:anonymous|[0-]*)$/.test(commenterId);
  const author = commenter === undefined ? undefined : authorDetails(commenter);
  const reactions = votes(score, -score);
  const editedAt = writtenTime(comment.editedAt).time;
  return {
    id,
    thread,
    parent: parent || null,
    message,
    createdAt: writtenTime(comment.createdAt).time,
    ...(editedAt === null ? {} : { editedAt }),
    ...(hidden === undefined ? {} : { hidden }),
    authorId: isAnonymous ? "" : commenterId,
    authorName:
      comment.authorName.trim() || commenter?.name.trim() || (isAnonymous ? "Anonymous" : ""),
    ...(author === undefined ? {} : { author }),
    ...(reactions === undefined ? {} : { reactions }),
  };
}

/** Commento removes HTML, and a line ends where its paragraph does; in Comentario each line is one. */
const renderers = {
  commento: markdownRenderer({ html: true, breaks: false }),
  comentario: markdownRenderer({ html: true, breaks: true }),
};

/** The HTML that readers saw; undefined where it is too long. */
export function htmlOf(
  { markdown, html }: { readonly markdown: string; readonly html: string },
  by: keyof typeof renderers,
): string | undefined {
  if (Math.max(markdown.length, html.length) > longestText) return undefined;
  const shown = html || renderers[by](markdown);
  return shown.length > longestText ? undefined : shown;
}
