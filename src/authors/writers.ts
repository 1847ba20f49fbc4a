import type { Conversation } from "../domain/comment.ts";

/** Who wrote the comments that were read, and who may remove those of others. */
export class Writers {
  /** A conversation may be read for several pages, and again: comments are told apart by their ids. */
  readonly #written = new Map<string, Set<string>>();
  readonly #names = new Map<string, string>();
  readonly #moderators = new Set<string>();

  note({ comments, moderators = [] }: Pick<Conversation, "comments" | "moderators">): void {
    for (const { authorId, authorName, sourceId } of comments) {
      const written = this.#written.get(authorId) ?? new Set();
      this.#written.set(authorId, written.add(sourceId));
      this.#names.set(authorId, authorName);
    }
    for (const userId of moderators) this.#moderators.add(userId);
  }

  /** Ids of all who wrote. */
  userIds(): readonly string[] {
    return [...this.#written.keys()];
  }

  /** Who may remove others' comments and wrote some, those with the most comments first. */
  moderators(): readonly {
    readonly userId: string;
    readonly name: string;
    readonly comments: number;
  }[] {
    return [...this.#moderators]
      .map((userId) => ({
        userId,
        name: this.#names.get(userId) ?? userId,
        comments: this.#written.get(userId)?.size ?? 0,
      }))
      .filter(({ comments }) => comments > 0)
      .toSorted((a, b) => b.comments - a.comments || (a.userId < b.userId ? -1 : 1));
  }
}
