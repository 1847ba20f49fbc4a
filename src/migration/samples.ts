import type { Comment } from "../domain/comment.ts";
import type { CommentRow } from "../domain/comment-row.ts";
import type { KeptComment } from "../domain/kept-comment.ts";
import type { Sample } from "../report/report.ts";

type SampleKind = Sample["kind"];

const kindOf: Readonly<Record<SampleKind, (before: Comment, after: KeptComment) => boolean>> = {
  reply: ({ replyTo }) => replyTo !== null,
  edited: ({ editedAt }) => editedAt !== undefined,
  media: ({ media }) => media !== undefined,
  changed: ({ body }, { content }) => body !== content,
  plain: () => true,
};

const kinds = ["reply", "edited", "media", "changed", "plain"] as const;

/** Picks one comment of each kind, the first that comes, each comment once. */
export class SamplePicker {
  readonly #samples = new Map<SampleKind, Sample>();

  /** Looks through a page's comments, as they were read and as the target would keep them. */
  offer(
    comments: readonly Comment[],
    rows: readonly CommentRow[],
    kept: readonly KeptComment[],
  ): void {
    if (this.#samples.size === kinds.length) return;
    const keptOf = new Map(kept.map((comment) => [comment.sourceId, comment]));
    const rowOf = new Map(rows.map((row) => [row.sourceId, row]));
    for (const comment of comments) {
      const after = keptOf.get(comment.sourceId);
      const row = rowOf.get(comment.sourceId);
      if (after === undefined || row === undefined) continue;
      const kind = kinds.find((one) => !this.#samples.has(one) && kindOf[one](comment, after));
      if (kind !== undefined) this.#samples.set(kind, sampleOf(kind, comment, row, after));
    }
  }

  /** What was picked, the plain one first. */
  samples(): readonly Sample[] {
    return kinds.toReversed().flatMap((kind) => this.#samples.get(kind) ?? []);
  }
}

function sampleOf(
  kind: SampleKind,
  { sourceId, authorId, replyTo, body }: Comment,
  { pageId, createdAt }: CommentRow,
  kept: KeptComment,
): Sample {
  return {
    kind,
    pageId,
    sourceId,
    // The row's time, because the source's can be any number.
    before: { authorId, sentAt: createdAt, replyTo, body },
    after: {
      page: kept.page,
      authorName: kept.authorName,
      createdAt: kept.createdAt,
      parentSourceId: kept.parentSourceId,
      content: kept.content,
    },
  };
}
