import type { Finding } from "../domain/finding.ts";
import { migrationMessages } from "./messages.ts";
import type { ReadPage } from "./read-page.ts";

const samplesShown = 2;
const sampleLength = 120;

/** Counts the comments whose formatting is left out by the format in which they are moved. */
export class FormattingCount {
  readonly #samples: string[] = [];
  #formatted = 0;
  #comments = 0;

  add(batch: readonly Pick<ReadPage, "comments">[]): void {
    for (const { comments } of batch) {
      this.#comments += comments.length;
      for (const { formatted, body } of comments) {
        if (formatted === undefined) continue;
        this.#formatted += 1;
        if (this.#samples.length === samplesShown) continue;
        this.#samples.push(`“${excerpt(formatted)}” becomes “${excerpt(body)}”`);
      }
    }
  }

  /** @param part which comments of the run have been counted */
  findings(part: "all" | "so-far"): readonly Finding[] {
    if (this.#formatted === 0) return [];
    const words = {
      formatted: this.#formatted,
      comments: this.#comments,
      samples: this.#samples.join(", and "),
    };
    return [migrationMessages.finding(`formatting-left-out/${part}`, words)];
  }
}

/** The beginning of a text, in one line. */
function excerpt(text: string): string {
  const signs = [...text.replaceAll(/\s+/g, " ").trim()];
  return signs.length > sampleLength ? `${signs.slice(0, sampleLength).join("")}…` : signs.join("");
}
