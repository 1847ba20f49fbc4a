import { textDigest } from "../../domain/text-digest.ts";

/** An id that stands for several values, the same each time. */
export function idOfValues(values: readonly (string | number)[]): string {
  return textDigest(JSON.stringify(values)).slice(0, 32);
}

/**
 * What gives an id to each post of a file that has none of its own: by what it says, so that each export
 * gives it the same one.
 */
export function idsByWords(): (words: readonly string[]) => string {
  const times = new Map<string, number>();
  return (words) => {
    const said = idOfValues(words);
    const nth = (times.get(said) ?? 0) + 1;
    times.set(said, nth);
    // Who said the same in the same second said it twice.
    return idOfValues([...words, nth]);
  };
}
