import type { AddressRow } from "./address-table.ts";
import { canonicalText } from "./canonical-text.ts";
import { type AddressParser, addressParser } from "./parse-address.ts";
import type { SiteHosts } from "./site.ts";

/** The row of a table that an address follows. */
interface FollowedRow {
  readonly row: AddressRow;
  /** Where it leads; empty for on purpose nowhere. */
  readonly to: string;
}

/**
 * A table's rows by what they are about. The first row of the table that fits wins. An address fits
 * whatever its scheme, `www.`, port, fragment and percent-encoding; slashes, parameters and case have
 * to be the same. On the site's own hosts it is its path alone.
 */
export class AddressRows {
  readonly #parse: AddressParser;
  readonly #rows: readonly AddressRow[];
  readonly #exact = new Map<string, number>();
  readonly #prefixes = new Map<string, number>();
  readonly #lengths: readonly number[];

  constructor(rows: readonly AddressRow[], site: SiteHosts) {
    this.#parse = addressParser(site);
    this.#rows = rows;
    for (const [index, { from, isPrefix }] of rows.entries()) {
      const map = isPrefix ? this.#prefixes : this.#exact;
      const key = this.#keyOf(from);
      if (!map.has(key)) map.set(key, index);
    }
    this.#lengths = [...new Set([...this.#prefixes.keys()].map(({ length }) => length))];
  }

  /** The row that the first of these texts follows, by the table's order; undefined for none. */
  follow(texts: readonly string[]): FollowedRow | undefined {
    if (this.#rows.length === 0) return undefined;
    let first: { readonly index: number; readonly rest: string } | undefined;
    for (const text of texts) {
      const key = this.#keyOf(text);
      if (key === "") continue;
      for (const { index, rest } of this.#fitting(key)) {
        if (first === undefined || index < first.index) first = { index, rest };
      }
    }
    const row = first === undefined ? undefined : this.#rows[first.index];
    if (first === undefined || row === undefined) return undefined;
    return { row, to: row.keepsRest ? `${row.to}${first.rest}` : row.to };
  }

  *#fitting(key: string): Generator<{ readonly index: number; readonly rest: string }> {
    const exact = this.#exact.get(key);
    if (exact !== undefined) yield { index: exact, rest: "" };
    for (const length of this.#lengths) {
      const index = length > key.length ? undefined : this.#prefixes.get(key.slice(0, length));
      if (index !== undefined) yield { index, rest: key.slice(length) };
    }
  }

  #keyOf(text: string): string {
    const parsed = this.#parse(text);
    if (parsed === undefined) return canonicalText(text.trim());
    const { foreignHost = "", path, query } = parsed;
    const parameters = query === "" ? "" : `?${canonicalText(query)}`;
    return `${foreignHost}${canonicalText(path)}${parameters}`;
  }
}
