/** A text as an SQL string literal. Source: https://sqlite.org/lang_expr.html#literal_values_constants_ */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. Source: https://sqlite.org/lang_keywords.html */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A value as JSON text that can be put into an SQL string literal and holds nothing that a splitter
 * of SQL scripts could take for an end of statement, a quote, a comment or a transaction:
 * such characters are written as JSON escapes. Other characters stay as they are.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(
    /['`;]|-(?=-)|\/(?=\*)|\*(?=\/)|(?<=BEGIN) (?=TRANSACTION)/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The JSON array of elements that {@link jsonText} gave. */
export function jsonArray(elements: readonly string[]): string {
  return `[${elements.join(",")}]`;
}

/**
 * An SQL expression that makes its statement, and with it the transaction, fail when it is
 * evaluated. The error message holds the reason and the value of the column.
 * SQLite has RAISE() in triggers only; json_extract fails on a path that does not begin with `$`
 * and quotes it. Source: https://sqlite.org/json1.html#path_arguments
 */
export function raise(reason: string, column: string): string {
  return `json_extract('{}', '${reason}: ' || ${column})`;
}
