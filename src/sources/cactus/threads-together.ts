import type { Comment } from "../../domain/comment.ts";

/** The comments of several threads, one thread after the other. */
interface ThreadsTogether {
  readonly comments: readonly Comment[];
  /** Replies that answered a comment of another thread; they answer nothing any more. */
  readonly cut: readonly Comment[];
}

/** Replies hold only within a room. Source: Matrix 1.11 client-server API, "Rich replies". */
export function putThreadsTogether(threads: readonly (readonly Comment[])[]): ThreadsTogether {
  const [only, ...others] = threads;
  if (only !== undefined && others.length === 0) return { comments: only, cut: [] };
  const threadOf = new Map(
    threads.flatMap((comments) => comments.map(({ sourceId }) => [sourceId, comments] as const)),
  );
  const cut: Comment[] = [];
  const comments = threads.flatMap((thread) =>
    thread.map((comment) => {
      const answered = comment.replyTo === null ? undefined : threadOf.get(comment.replyTo);
      if (answered === undefined || answered === thread) return comment;
      cut.push(comment);
      return { ...comment, replyTo: null };
    }),
  );
  return { comments, cut };
}
