import { ExportFault } from "../export/export-fault.ts";
import { longestText } from "../export/export-format.ts";

/** A line of a file that is not blank. */
export interface Line {
  readonly text: string;
  /** From 1, blank lines counted. */
  readonly number: number;
  /** Whether a line break follows: only the last line may lack one. */
  readonly isEnded: boolean;
}

/**
 * Characters of the longest line. A comment's has its text twice, as HTML and as Markdown; the first one of a
 * backup has some 150 for each user who is blocked, verified or subscribed.
 */
const longestLine = 64 * longestText;

/**
 * The lines of a text that comes in pieces.
 * @throws ExportFault over-limits
 */
export async function* linesOf(texts: AsyncIterable<string>): AsyncIterable<Line> {
  let number = 0;
  let rest = "";
  for await (const piece of texts) {
    const [first = "", ...others] = piece.split("\n");
    rest += first;
    for (const next of others) {
      number += 1;
      if (rest.trim() !== "") yield { text: rest, number, isEnded: true };
      rest = next;
    }
    if (rest.length > longestLine) {
      const excess = `one of its lines is longer than ${longestLine} characters`;
      throw new ExportFault({ is: "over-limits", excess });
    }
  }
  if (rest.trim() !== "") yield { text: rest, number: number + 1, isEnded: false };
}
