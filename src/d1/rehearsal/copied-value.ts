/** A value as node:sqlite takes it. */
type CopiedValue = null | bigint | number | string | Uint8Array;

/**
 * The value of an SQL literal that SQLite's quote() made: in this form every value survives JSON,
 * also blobs and integers past 2^53.
 */
export function valueOfLiteral(literal: string): CopiedValue {
  if (literal === "NULL") return null;
  if (literal.startsWith("'")) return literal.slice(1, -1).replaceAll("''", "'");
  if (/^X'/i.test(literal)) return Buffer.from(literal.slice(2, -1), "hex");
  return /^-?\d+$/.test(literal) ? BigInt(literal) : Number(literal);
}
