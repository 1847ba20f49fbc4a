import { closestMatch } from "leven";

/** The known name that a mistyped one is nearest to; undefined where none is near. */
function nearestName(written: string, known: readonly string[]): string | undefined {
  // In a short word, two other letters make another word.
  const maxDistance = Math.min(2, Math.floor(written.length / 3));
  return closestMatch(written.toLowerCase(), known, { maxDistance });
}

/** What follows a statement about a mistyped name, such as `. Did you mean site-name?`; or "". */
export function didYouMean(written: string, known: readonly string[], prefix = ""): string {
  const nearest = nearestName(written, known);
  return nearest === undefined ? "" : `. Did you mean ${prefix}${nearest}?`;
}
