import { sqlText } from "./sql-literal.ts";

/** An SQL statement. Its text is this program's own; what comes from outside is in `params`. */
export interface Statement {
  /** Refers to the parameters as `?1`, `?2` and so on, each as often as it likes. */
  readonly sql: string;
  readonly params: readonly string[];
}

// A name or a text may hold what looks like a parameter.
const parameter = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\?(\d+)/g;

/**
 * A statement with its parameters. Those after the last that the text refers to are skipped,
 * because D1 refuses parameters that a statement does not use.
 */
export function statement(sql: string, ...params: readonly string[]): Statement {
  const numbers = [...sql.matchAll(parameter)].map(([, number = "0"]) => Number(number));
  const used = Math.max(0, ...numbers);
  return { sql, params: params.slice(0, used) };
}

/** The statement as one text, with its parameters as literals, for a way that has no parameters. */
export function withLiterals({ sql, params }: Statement): string {
  if (params.length === 0) return sql;
  return sql.replace(parameter, (whole, number: string | undefined) => {
    if (number === undefined) return whole;
    const value = params[Number(number) - 1];
    if (value === undefined) throw new Error(`a statement has no parameter ?${number}`);
    return sqlText(value);
  });
}
