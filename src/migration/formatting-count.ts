import type { Finding } from "../domain/finding.ts";
import { migrationMessages } from "./messages.ts";
import type { ReadPage } from "./read-page.ts";

/** Counts the comments whose formatting is left out by the format in which they are moved. */
export class FormattingCount {
  #formatted = 0;
  #comments = 0;

  add(batch: readonly Pick<ReadPage, "comments">[]): void {
    for (const { comments } of batch) {
      this.#comments += comments.length;
      this.#formatted += comments.filter(({ losesFormatting }) => losesFormatting).length;
    }
  }

  /** @param part which comments of the run have been counted */
  findings(part: "all" | "so-far"): readonly Finding[] {
    const numbers = { formatted: this.#formatted, comments: this.#comments };
    if (numbers.formatted === 0) return [];
    return [migrationMessages.finding(`formatting-left-out/${part}`, numbers)];
  }
}
