import { jsonText } from "./sql-literal.ts";

const reference = /\bj\.value ->> (\d+)/g;

/** Values of a row as the text of a JSON array, as far as one statement needs them. */
export type Projection = (values: readonly unknown[]) => string;

/**
 * What of the arrays in its `?1` a statement needs: those values that its text refers to as
 * `j.value ->> n`. They keep their places; `0` is in the places of others. A text that gets at the values
 * in another way needs all of them.
 */
export function projectionFor(sql: string): Projection {
  const numbers = [...sql.matchAll(reference)].map(([, number]) => Number(number));
  const others = sql.replace(reference, "");
  if (numbers.length === 0 || /\bvalue\b\s*->|\bjson_extract\s*\(\s*j\b/i.test(others)) {
    return jsonText;
  }
  const needed = new Set(numbers);
  const length = Math.max(...numbers) + 1;
  return (values) =>
    jsonText(values.slice(0, length).map((value, index) => (needed.has(index) ? value : 0)));
}
