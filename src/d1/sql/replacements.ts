/** Texts and what replaces each of them wherever it is, one after the other. */
export type Replacements = readonly (readonly [from: string, to: string])[];

/** The text with these replacements made. */
export function replaced(text: string, replacements: Replacements): string {
  return replacements.reduce((done, [from, to]) => done.replaceAll(from, () => to), text);
}

/**
 * SQL expression of what {@link replaced} makes of the text that `expression` returns.
 * Source: https://sqlite.org/lang_corefunc.html#replace
 */
export function replacedInSql(expression: string, replacements: Replacements): string {
  return replacements.reduce(
    (sql, [from, to]) => `replace(${sql}, ${characters(from)}, ${characters(to)})`,
    expression,
  );
}

/** As numbers: splitters of scripts take quotes, backslashes and semicolons for what they are elsewhere. */
function characters(text: string): string {
  return text === "" ? "''" : `char(${[...text].map((one) => one.codePointAt(0)).join(", ")})`;
}
