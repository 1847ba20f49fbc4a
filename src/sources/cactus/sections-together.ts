import type { MatrixComment } from "../../domain/matrix-comment.ts";

/** The comments of several sections, one section after the other. */
interface SectionsTogether {
  readonly comments: readonly MatrixComment[];
  /** Replies that answered a comment of another section; they answer nothing any more. */
  readonly cut: readonly MatrixComment[];
}

/** Replies hold only within a room. Source: Matrix 1.11 client-server API, "Rich replies". */
export function putSectionsTogether(
  sections: readonly (readonly MatrixComment[])[],
): SectionsTogether {
  const [only, ...others] = sections;
  if (only !== undefined && others.length === 0) return { comments: only, cut: [] };
  const sectionOf = new Map(
    sections.flatMap((comments) => comments.map(({ eventId }) => [eventId, comments] as const)),
  );
  const cut: MatrixComment[] = [];
  const comments = sections.flatMap((section) =>
    section.map((comment) => {
      const answered = comment.replyTo === null ? undefined : sectionOf.get(comment.replyTo);
      if (answered === undefined || answered === section) return comment;
      cut.push(comment);
      return { ...comment, replyTo: null };
    }),
  );
  return { comments, cut };
}
