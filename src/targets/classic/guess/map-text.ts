/** A pair of a schema-map, and why it is in it. */
export interface MapPair {
  readonly key: string;
  readonly value: string;
  readonly why: string;
}

/** The pairs as the setting takes them: in one line, or where a name does not fit there, as an object. */
export function mapText(pairs: readonly MapPair[]): string {
  const isPlain = pairs.every(
    ({ key, value }) => isInLine(key) && !key.includes("=") && isInLine(value),
  );
  return isPlain
    ? pairs.map(({ key, value }) => `${key}=${value}`).join(", ")
    : JSON.stringify(Object.fromEntries(pairs.map(({ key, value }) => [key, value])));
}

function isInLine(text: string): boolean {
  return text === text.trim() && !/[,\n]/.test(text);
}
