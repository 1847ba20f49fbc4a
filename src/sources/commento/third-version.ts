import type { ExportReceiver } from "../export/export-format.ts";
import type { ThirdVersion } from "./commento-export.ts";
import { type Commenter, commentoPost, commentoThread, htmlOf, threadId } from "./commento-post.ts";

type ThirdComment = ThirdVersion["comments"][number];

/** The export of Comentario 3: one domain, which only the addresses of its comments name. */
export function readThirdVersion(
  { pages, comments, commenters }: ThirdVersion,
  receiver: ExportReceiver,
): void {
  const host = hostOf(comments);
  const known = new Map(
    commenters.map(({ id, name, email, websiteUrl }): [string, Commenter] => [
      id,
      { name, email, website: websiteUrl },
    ]),
  );
  const threads = new Map(pages.map(({ id, path }) => [id, threadId(host, path)]));
  for (const { path, title, isReadonly: isClosed } of pages) {
    receiver.thread(commentoThread(host, path, { title, isClosed }));
  }
  for (const comment of comments) {
    receiver.post(
      commentoPost({
        id: comment.id,
        thread: threads.get(comment.pageId) ?? "",
        parent: comment.parentId,
        message: htmlOf(comment, "comentario"),
        createdAt: comment.createdTime,
        editedAt: comment.editedTime,
        hidden: hiddenBy(comment),
        commenterId: comment.userCreated,
        commenter: known.get(comment.userCreated),
        authorName: comment.authorName,
        score: comment.score,
      }),
    );
  }
}

function hostOf(comments: readonly ThirdComment[]): string {
  for (const { url } of comments) {
    const host = URL.parse(url)?.host;
    if (host !== undefined && host !== "") return host;
  }
  return "";
}

function hiddenBy({ isDeleted, isPending, isApproved }: ThirdComment): string | undefined {
  if (isDeleted) return "deleted";
  if (isPending) return "waiting for approval";
  return isApproved ? undefined : "rejected";
}
