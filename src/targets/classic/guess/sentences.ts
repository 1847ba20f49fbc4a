import type { GuessInWords } from "../../../d1/schema/target-schema.ts";
import type { MapGuess } from "./guess-map.ts";

/** What is said of a guess, as parts of a message. */
export function guessInWords({ map, text, why, missing, unsure }: MapGuess): GuessInWords {
  return {
    whose: map.table,
    map: text,
    why,
    missing: missing.join("; "),
    open: unsure.length === 0 ? "" : ` Not certain: ${unsure.join("; ")}.`,
  };
}
