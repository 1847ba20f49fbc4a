/** The texts of an element's fields, by the fields' names. */
export type Values = ReadonlyMap<string, string>;

/** A text of one line, of which nobody needs more than this. */
export function short(values: Values, field: string): string {
  return (values.get(field) ?? "").trim().slice(0, 4096);
}
