import type { Statement } from "./statement.ts";

/**
 * Whether SQLite could only read by it.
 * Source: https://sqlite.org/lang.html: what writes begins with another keyword than these, or
 * with a WITH clause before INSERT, REPLACE, UPDATE or DELETE.
 */
export function onlyReads({ sql }: Statement): boolean {
  const unquoted = sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, "''");
  return (
    /^\s*(?:SELECT|WITH)\b/i.test(unquoted) &&
    !/\b(?:INSERT|REPLACE|UPDATE|DELETE)\b(?!\s*\()/i.test(unquoted)
  );
}
