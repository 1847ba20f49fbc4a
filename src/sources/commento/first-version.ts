import type { ExportReceiver } from "../export/export-format.ts";
import type { FirstVersion } from "./commento-export.ts";
import { type Commenter, commentoPost, commentoThread, htmlOf, threadId } from "./commento-post.ts";

type FirstComment = FirstVersion["comments"][number];

/** The export of Commento, Commento++ or Comentario 2. */
export function readFirstVersion(
  { comments, commenters }: FirstVersion,
  receiver: ExportReceiver,
): void {
  const known = new Map(
    commenters.map(({ commenterHex, name, email, link, websiteUrl }): [string, Commenter] => [
      commenterHex,
      { name, email, website: link || websiteUrl },
    ]),
  );
  const threads = new Set<string>();
  for (const comment of comments) {
    const { commenterHex, markdown, parentHex } = comment;
    const host = comment.domain || comment.host;
    const path = comment.path || comment.url || "/";
    const thread = threadId(host, path);
    if (!threads.has(thread)) receiver.thread(commentoThread(host, path));
    threads.add(thread);
    receiver.post(
      commentoPost({
        id: comment.commentHex,
        thread,
        parent: parentHex === "root" ? "" : parentHex,
        // Exports of Commento have no HTML, whatever the field says.
        message: htmlOf({ markdown, html: "" }, comment.path === "" ? "commento" : "comentario"),
        createdAt: comment.creationDate,
        editedAt: "",
        hidden: hiddenBy(comment),
        commenterId: commenterHex,
        commenter: known.get(commenterHex),
        authorName: "",
        score: comment.score,
      }),
    );
  }
}

/** Commento exports no flag of deleted comments, only what took the place of their text. */
function hiddenBy({ deleted, markdown, state }: FirstComment): string | undefined {
  if (deleted || markdown === "" || markdown === "[deleted]") return "deleted";
  switch (state) {
    case "":
    case "approved":
      return undefined;
    case "unapproved":
      return "waiting for approval";
    case "flagged":
      return "spam";
    default:
      return `in a state that Commento does not name (${state.slice(0, 20)})`;
  }
}
