import type { CommentRow } from "../domain/comment-row.ts";
import type { Finding } from "../domain/finding.ts";
import type { CommentTarget } from "../domain/ports.ts";
import { migrationMessages } from "./messages.ts";

/** Counts what of the comments that are read has no place in the target. */
export class UnplacedCount {
  readonly #target: Pick<CommentTarget, "withoutPlace">;
  #reactions = 0;
  #comments = 0;
  #ofOwner = 0;

  constructor(target: Pick<CommentTarget, "withoutPlace">) {
    this.#target = target;
  }

  add(rows: readonly CommentRow[]): void {
    for (const row of rows) {
      const { reactions, isOwner } = this.#target.withoutPlace(row);
      this.#reactions += reactions;
      if (reactions > 0) this.#comments += 1;
      if (isOwner) this.#ofOwner += 1;
    }
  }

  findings(): readonly Finding[] {
    const [reactions, comments, ofOwner] = [this.#reactions, this.#comments, this.#ofOwner];
    return [
      ...(reactions === 0
        ? []
        : [migrationMessages.finding("reactions-without-place", { reactions, comments })]),
      ...(ofOwner === 0
        ? []
        : [migrationMessages.finding("owner-without-mark", { comments: ofOwner })]),
    ];
  }
}
